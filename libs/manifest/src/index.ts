export * from './edge-idle-time.ts';
export * from './load-manifests.ts';
export * from './local-edge-port.ts';
export * from './page-origins.ts';
export * from './page-policy.ts';
export * from './manifest.ts';
export * from './optional-libraries.ts';
export * from './shared-units.ts';
