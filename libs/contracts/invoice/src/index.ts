export * from './invoice.contract.ts';
export * from './invoice.schemas.ts';
