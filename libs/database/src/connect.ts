import type { DataSource } from 'typeorm';
import { type Deadline, infrastructureFault, retryWithin } from '#libs/runtime';

/**
 * Connects a data source; tries again until the deadline where the infrastructure is at fault. `onFailure` learns of
 * each failure that another attempt follows. Throws the last error.
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

/** The infrastructure kept a data source from connecting; the cause says how. */
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
