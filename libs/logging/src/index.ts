export { Logger, PinoLogger } from 'nestjs-pino';
export * from './error-serializer.ts';
export * from './logging.module.ts';
export * from './process-logger.ts';
export * from './redact.ts';
