export * from './load-manifests.ts';
export * from './manifest.ts';
