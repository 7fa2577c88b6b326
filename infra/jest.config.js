import preset from '../jest.unit.preset.js';

export default { ...preset, testEnvironment: '<rootDir>/src/testing/jest-environment.ts' };
