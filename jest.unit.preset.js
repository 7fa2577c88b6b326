const root = import.meta.dirname;

/** All tests use this configuration. The command line sets the root of the project. */
export default {
  // With one id, all projects share the cache of compiled sources.
  id: 'qred',
  // The spec files in a process share loaded packages, because loading packages takes half of the time of all tests
  // (ADR 102).
  runtime: `${root}/libs/jest-setup/src/shared-packages-runtime.js`,
  testEnvironment: `${root}/libs/jest-setup/src/shared-realm-environment.ts`,
  // Tests share process.nextTick with Node's own streams, so fake timers must not replace it.
  fakeTimers: { doNotFake: ['nextTick'] },
  moduleFileExtensions: ['ts', 'js', 'json'],
  testRegex: String.raw`(?<!\.slow)\.spec\.ts$`,
  // Starting a service and its database takes seconds on a busy machine. No test asserts a duration.
  testTimeout: 30_000,
  // A suite that fails to start leaves servers open. Jest must still end and report the failure.
  forceExit: true,
  // Records which operations the tests call, for npm run api:status and npm run screens.
  setupFilesAfterEnv: [`${root}/libs/test-evidence/src/jest-setup.ts`],
  transform: { [String.raw`\.ts$`]: ['@swc/jest', { configFile: `${root}/.swcrc` }] },
};
