export * from './contract-caller.ts';
export * from './query-plan.ts';
export * from './test-service.ts';
export { createTestDatabase } from '#libs/stand-ins';
