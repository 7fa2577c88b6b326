export * from './object-storage.module.ts';
export * from './object-storage.ts';
