/**
 * The timeouts of a service, in ms. If one wait contains another wait, the inner timeout is shorter. So the inner
 * timeout ends first, its error names the slow step, and there is time left for a proper response.
 */
export const timePolicy = {
  /** The wait for a lock in PostgreSQL. It is shorter than a statement, so the error names the lock. */
  lockMs: 1_000,
  /**
   * How long a migration waits for a lock. This is shorter than the wait of a request, because requests queue behind
   * the migration.
   */
  migrationLockMs: 500,
  /** The duration of a statement. PostgreSQL cancels the statement, so the connection stays usable. */
  statementMs: 2_000,
  /**
   * How long PostgreSQL may send nothing on a connection in use. This is longer than a statement, so that only dead
   * connections are destroyed.
   */
  silenceMs: 2_500,
  /**
   * The wait for a free or a new connection of the pool. This wait and a silent statement together are shorter than
   * an operation.
   */
  connectMs: 1_500,
  /**
   * How long an expensive query waits until it may run. This is short, so that the caller soon gets a 503 and tries
   * again.
   */
  expensiveWaitMs: 500,
  /**
   * The duration of a call to another service. This is short, because the overview must return the available sections
   * before a person gives up.
   */
  callMs: 800,
  /**
   * The duration of an operation whose contract sets no deadline. There is time for a wait for a connection, a slow
   * statement and the response.
   */
  operationMs: 5_000,
  /** How long a stopping process waits for requests in progress. This is longer than any operation. */
  shutdownMs: 10_000,
  /**
   * How long a process waits at boot for its database, its schema and the signing keys. Then it exits, and ECS
   * replaces it.
   */
  bootMs: 60_000,
  /** How long a migration tries again to get its locks. */
  migrationMs: 300_000,
  /** The wait for a connection in migrations, seeds and tests, in which nobody waits for a response. */
  maintenanceConnectMs: 10_000,
  /** The duration of a statement in migrations, seeds and tests, which may rewrite a table. */
  maintenanceMs: 3_600_000,
} as const;
