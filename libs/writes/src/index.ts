export * from './outcome.ts';
export * from './write-tables.ts';
export * from './writes.ts';
