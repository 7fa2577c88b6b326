export * from './cross-origin.ts';
export * from './mock.ts';
