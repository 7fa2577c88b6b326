export * from './customer.contract.ts';
export * from './support-request.schemas.ts';
