export * from './bad-tokens.ts';
export * from './free-port.ts';
export * from './issuer.ts';
export * from './object-storage.ts';
export * from './postgres.ts';
export * from './test-database.ts';
export * from './tcp-proxy.ts';
