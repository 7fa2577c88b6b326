export * from './container-network.ts';
export * from './edge.ts';
export * from './ports.ts';
export * from './secret-files.ts';
export * from './service-environment.ts';
export * from './service-process.ts';
export * from './stack.ts';
export * from './token-request.ts';
