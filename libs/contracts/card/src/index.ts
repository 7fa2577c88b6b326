export * from './card.contract.ts';
export * from './card.problems.ts';
export * from './card.schemas.ts';
