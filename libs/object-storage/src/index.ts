export * from './object-storage.module.ts';
export * from './object-storage.ts';
export { PRESIGNED_SECONDS } from './presigner.ts';
