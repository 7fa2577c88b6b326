export { default as SharedRealmEnvironment } from './shared-realm-environment.ts';
