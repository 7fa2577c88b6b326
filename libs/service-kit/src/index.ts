export * from './documentation.ts';
export type { FailedPage, RenderErrorPage } from './error-pages.ts';
export * from './implements.decorator.ts';
export { type RequestTo, Validated } from './operation-request.ts';
export * from './run-service.ts';
export * from './service.ts';
export * from './start-service.ts';
