export type * from './portal-data.ts';
