import preset from '../../jest.unit.preset.js';

/** A stack that runs already, as in containers; those who stop services or write need one of their own. */
const runs = process.env.E2E_EDGE_URL !== undefined;

export default {
  ...preset,
  globalSetup: '<rootDir>/src/jest-global-setup.ts',
  globalTeardown: '<rootDir>/src/jest-global-teardown.ts',
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(runs ? ['/test/(?:resilience|fidelity|conformance)[.]'] : []),
  ],
};
