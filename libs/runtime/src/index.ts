export * from './clock.ts';
export * from './deadline.ts';
export * from './infrastructure-fault.ts';
export * from './problem-error.ts';
export * from './readiness.ts';
export * from './request-context.ts';
export * from './retry-within.ts';
export * from './runtime.module.ts';
