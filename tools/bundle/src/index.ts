export * from './build-for-development.ts';
export * from './copy-assets.ts';
export * from './emit-service-package.ts';
export * from './leave-out-undeclared.ts';
export * from './own-source-maps.ts';
export * from './package-files.ts';
export * from './prune-lock.ts';
export * from './service-entry.ts';
export { withOptionalPeers } from './service-package.ts';
