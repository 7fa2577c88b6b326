export * from './emit-service-package.ts';
export * from './leave-out-undeclared.ts';
