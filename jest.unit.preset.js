const root = import.meta.dirname;

/** The common configuration of all tests. A project's own root comes from the command line. */
export default {
  // Projects share the cache of compiled sources.
  id: 'qred',
  // The spec files of a process share the packages, because loading them takes half of the time of all tests (ADR 102).
  runtime: `${root}/libs/jest-setup/src/shared-packages-runtime.js`,
  testEnvironment: `${root}/libs/jest-setup/src/shared-realm-environment.ts`,
  // Node's own streams call process.nextTick of the shared realm.
  fakeTimers: { doNotFake: ['nextTick'] },
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
