export * from './card.contract.ts';
export * from './card.problems.ts';
export * from './card.schemas.ts';
export * from './report-lost-card.schemas.ts';
export * from './report-lost-card.problems.ts';
export * from './set-monthly-card-limit.schemas.ts';
export * from './rename-card.schemas.ts';
