export * from './documentation.ts';
export * from './implements.decorator.ts';
export * from './not-built.decorator.ts';
export { type RequestTo, Validated } from './operation-request.ts';
export { sendPage } from './reply.interceptor.ts';
export * from './run-service.ts';
export * from './service.ts';
export * from './start-service.ts';
