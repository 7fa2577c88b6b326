import preset from './jest.unit.preset.js';

const testing = `${import.meta.dirname}/libs/testing/src`;

/** For projects with a `test` folder. Their tests run against a real PostgreSQL. */
export default {
  ...preset,
  testEnvironment: `${testing}/jest-environment.ts`,
  globalSetup: `${testing}/jest-global-setup.ts`,
  globalTeardown: `${testing}/jest-global-teardown.ts`,
};
