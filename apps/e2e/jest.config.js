import preset from '../../jest.unit.preset.js';

export default {
  ...preset,
  globalSetup: '<rootDir>/src/jest-global-setup.ts',
  globalTeardown: '<rootDir>/src/jest-global-teardown.ts',
};
