import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/**
 * Runs tests in the realm of the packages that shared-packages-runtime.js loads. So `instanceof` works for values of
 * tests and of packages. After each spec file, restores what tests may change: mocks, timers, the console and the
 * process.
 */
export default class SharedRealmEnvironment implements Omit<JestEnvironment, 'global'> {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  private readonly console = globalThis.console;
  private readonly variables = { ...process.env };
  private readonly exit = Object.getOwnPropertyDescriptor(process, 'exit') ?? {};
  private readonly exitCode = process.exitCode;

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  setup(): Promise<void> {
    return Promise.resolve();
  }

  teardown(): Promise<void> {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.console;
    for (const name of Object.keys(process.env))
      if (!(name in this.variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.variables);
    Object.defineProperty(process, 'exit', this.exit);
    process.exitCode = this.exitCode;
    return Promise.resolve();
  }

  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  getVmContext(): typeof globalThis {
    return globalThis;
  }
}
