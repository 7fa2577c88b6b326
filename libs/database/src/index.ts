export * from './columns.ts';
export * from './connect.ts';
export * from './create-roles.ts';
export * from './cursor.ts';
export * from './data-source.ts';
export * from './database.module.ts';
export * from './migrate.ts';
export * from './migration-risk.ts';
