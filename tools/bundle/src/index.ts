export * from './emit-service-package.ts';
