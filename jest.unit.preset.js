const root = import.meta.dirname;

/** What the tests of every project have in common; the project's own root comes from the command line. */
export default {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'json'],
  testRegex: String.raw`(?<!\.slow)\.spec\.ts$`,
  // Starting a service and its database takes seconds on a busy machine; no test asserts a time.
  testTimeout: 30_000,
  // A suite whose start failed leaves servers open; the run must end all the same, and say so.
  forceExit: true,
  // Records the requests of tests to operations, for npm run api:status and npm run screens.
  setupFilesAfterEnv: [`${root}/libs/test-evidence/src/jest-setup.ts`],
  transform: { [String.raw`\.ts$`]: ['@swc/jest', { configFile: `${root}/.swcrc` }] },
};
