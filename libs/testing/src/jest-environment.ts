import { SharedRealmEnvironment } from '#libs/jest-setup';
import './service-errors.ts';

const MAX_ERRORS = 5;

interface TestEvent {
  readonly name: string;
  readonly error?: unknown;
}

/** Adds the errors that services logged during a failing test to the test's message. */
export default class ServiceTestEnvironment extends SharedRealmEnvironment {
  handleTestEvent(event: TestEvent): void {
    if (event.name === 'test_start') delete this.global.serviceErrors;
    if (event.name !== 'test_fn_failure' && event.name !== 'hook_failure') return;
    const errors = [...new Set(this.global.serviceErrors)];
    delete this.global.serviceErrors;
    if (errors.length > 0 && event.error instanceof Error)
      addToMessage(event.error, errors.slice(-MAX_ERRORS));
  }
}

function addToMessage(error: Error, errors: readonly string[]): void {
  const { message, stack } = error;
  error.message = [message, ...errors].join('\n\n');
  if (stack !== undefined) error.stack = stack.replace(message, () => error.message);
}
