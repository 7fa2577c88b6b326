import type { DataSource } from 'typeorm';
import { type Deadline, infrastructureFault, retryWithin } from '#libs/runtime';

/**
 * Retries errors of the infrastructure until the deadline, then throws the last error. `onFailure` gets the error of
 * each attempt except the last.
 */
export async function connect(
  dataSource: DataSource,
  deadline: Deadline,
  onFailure: (error: unknown) => void,
): Promise<void> {
  await retryWithin(
    deadline,
    () => initialize(dataSource),
    (error) => {
      const mayPass = error instanceof DatabaseUnreachableError;
      if (mayPass) onFailure(error);
      return mayPass;
    },
  );
}

class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';

  constructor(reason: string, cause: unknown) {
    super(`The database cannot be reached: ${reason}`, { cause });
  }
}

async function initialize(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
  } catch (error) {
    const reason = infrastructureFault(error);
    throw reason === undefined ? error : new DatabaseUnreachableError(reason, error);
  }
}
