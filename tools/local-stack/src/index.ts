export * from './edge.ts';
export * from './ports.ts';
export * from './service-process.ts';
export * from './stack.ts';
export * from './token-request.ts';
