import preset from './jest.unit.preset.js';

const testing = `${import.meta.dirname}/libs/testing/src`;

/** For projects with a `test` folder, whose tests use a real PostgreSQL. */
export default {
  ...preset,
  testEnvironment: `${testing}/jest-environment.ts`,
  globalSetup: `${testing}/jest-global-setup.ts`,
  globalTeardown: `${testing}/jest-global-teardown.ts`,
};
