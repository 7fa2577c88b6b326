export * from './contract-caller.ts';
export * from './keep-example.ts';
export * from './query-plan.ts';
export * from './test-query-plans.ts';
export * from './test-service.ts';
export * from './test-tenants.ts';
export * from './told-on.ts';
export * from './without-volatile.ts';
export { createTestDatabase } from '#libs/stand-ins';
