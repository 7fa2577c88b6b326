export * from './account.contract.ts';
export * from './account.schemas.ts';
export * from './overview.schemas.ts';
