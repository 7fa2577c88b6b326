/**
 * The timeouts of a service, in ms. If one wait contains another wait, the inner timeout is shorter. So the inner
 * timeout fires first, and its error names the slow step. Then there is time left to send a proper response.
 */
export const timePolicy = {
  /**
   * The wait for a lock in PostgreSQL. This timeout is shorter than the timeout of a statement, so the error names
   * the lock.
   */
  lockMs: 1_000,
  /** How long a migration waits for a lock. Requests that queue behind the migration may wait longer. */
  migrationLockMs: 500,
  /** The duration of a statement. PostgreSQL cancels the statement, so the connection stays usable. */
  statementMs: 2_000,
  /**
   * How long PostgreSQL may send nothing on a connection in use. This is longer than the timeout of a statement, so
   * that only dead connections are destroyed.
   */
  silenceMs: 2_500,
  /**
   * The wait for a free or a new connection of the pool. An operation has enough time for this wait plus `silenceMs`.
   */
  connectMs: 1_500,
  /**
   * How long an expensive query waits for its turn. The time is short, so that the caller soon gets a 503 and tries
   * again.
   */
  expensiveWaitMs: 500,
  /**
   * The duration of a call to another service. The time is short, because a user waits while the overview calls other
   * services.
   */
  callMs: 800,
  /** The duration of a request to the object storage, which is sent at most twice within an operation. */
  storageMs: 1_500,
  /**
   * The duration of an operation whose contract sets no deadline. This is enough time to get a connection, run a slow
   * statement and respond.
   */
  operationMs: 5_000,
  /** How long a stopping process waits for requests in progress. This is longer than any operation may take. */
  shutdownMs: 10_000,
  /**
   * How long a process waits at boot for its database, its schema and the signing keys. Then the process exits, and
   * ECS replaces it.
   */
  bootMs: 60_000,
  /** How long a migration tries again to get its locks. */
  migrationMs: 300_000,
  /**
   * The wait for a connection in migrations, seeds and tests. The wait may be long, because no user waits for a
   * response.
   */
  maintenanceConnectMs: 10_000,
  /** The duration of a statement in migrations, seeds and tests. Such a statement may rewrite a table. */
  maintenanceMs: 3_600_000,
} as const;
