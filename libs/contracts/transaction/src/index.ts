export * from './transaction.contract.ts';
export * from './transaction.schemas.ts';
export * from './list-purchases-per-category.schemas.ts';
