export { Logger } from 'nestjs-pino';
export * from './error-serializer.ts';
export * from './line-writer.ts';
export * from './logging.module.ts';
export * from './pino-logger.ts';
export * from './process-logger.ts';
export * from './redact.ts';
export * from './standard-output.ts';
