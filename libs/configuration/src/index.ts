export type { AuthConfig } from './auth-config.ts';
export type { DatabaseConfig } from './database-config.ts';
export * from './service-config.ts';
export * from './time-policy.ts';
export * from './tracing-variables.ts';
