export * from './transaction.contract.ts';
export * from './transaction.schemas.ts';
