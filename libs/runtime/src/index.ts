export * from './clock.ts';
export type { DatabaseConfig } from './database-config.ts';
export * from './deadline.ts';
export * from './problem-error.ts';
export * from './readiness.ts';
export * from './request-context.ts';
export * from './runtime.module.ts';
export * from './service-config.ts';
export * from './time-policy.ts';
