const root = import.meta.dirname;

/** The common configuration of all tests. A project's own root comes from the command line. */
export default {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'json'],
  testRegex: String.raw`(?<!\.slow)\.spec\.ts$`,
  // Starting a service and its database takes seconds on a busy machine. No test asserts a duration.
  testTimeout: 30_000,
  // A suite that fails to start leaves servers open. The run must still end and report that.
  forceExit: true,
  // Records the requests of tests to operations, for npm run api:status and npm run screens.
  setupFilesAfterEnv: [`${root}/libs/test-evidence/src/jest-setup.ts`],
  transform: { [String.raw`\.ts$`]: ['@swc/jest', { configFile: `${root}/.swcrc` }] },
};
