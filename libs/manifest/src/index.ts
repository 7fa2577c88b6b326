export * from './edge-idle-time.ts';
export * from './load-manifests.ts';
export * from './manifest.ts';
