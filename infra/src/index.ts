export * from './naming.ts';
export * from './parameter-names.ts';
