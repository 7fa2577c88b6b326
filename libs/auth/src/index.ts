export * from './authenticator.ts';
export * from './authorize.ts';
export * from './caller.ts';
