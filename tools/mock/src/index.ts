export * from './mock.ts';
