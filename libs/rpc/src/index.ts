export * from './cloud-map-discovery.ts';
export * from './discovery.ts';
export * from './rpc-client.ts';
export * from './rpc-error.ts';
export * from './rpc.module.ts';
export * from './rpc.ts';
export * from './static-discovery.ts';
export * from './trust.ts';
