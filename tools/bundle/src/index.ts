export * from './copy-assets.ts';
export * from './emit-service-package.ts';
export * from './leave-out-undeclared.ts';
