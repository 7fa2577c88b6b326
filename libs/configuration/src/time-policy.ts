/**
 * The timeouts of a service, in ms. A timeout of an inner step is shorter than the timeout around it. So the innermost
 * timeout ends first, its error names the slow step, and there is time left for a proper response.
 */
export const timePolicy = {
  /** The wait for a lock in PostgreSQL. It is shorter than a statement, so that the error names the lock. */
  lockMs: 1_000,
  /**
   * The wait of a migration for a lock. It is shorter than the wait of a request, because requests queue behind a
   * migration.
   */
  migrationLockMs: 500,
  /** The duration of a statement. PostgreSQL itself cancels the statement, so the connection stays usable. */
  statementMs: 2_000,
  /**
   * How long a connection in use may receive nothing. It is longer than a statement, so that only a dead connection is
   * destroyed.
   */
  silenceMs: 2_500,
  /**
   * The wait for a connection of the pool, free or new. This wait and a silent statement together are shorter than an
   * operation.
   */
  connectMs: 1_500,
  /** The wait for a slot of an expensive query. It is short, so that the caller soon gets a 503 and tries again. */
  expensiveWaitMs: 500,
  /**
   * The duration of one call to another service. It is short, because the overview must return the available parts
   * before a person gives up.
   */
  callMs: 800,
  /**
   * The duration of an operation whose contract sets no deadline: a wait for a connection, a slow statement and the
   * response.
   */
  operationMs: 5_000,
  /** How long a stopping process waits for requests in progress. It is longer than any operation. */
  shutdownMs: 10_000,
  /**
   * How long a starting process waits for its database, its schema and the signing keys. After that, it exits, and ECS
   * replaces it.
   */
  bootMs: 60_000,
  /** How long a migration retries to get its locks. */
  migrationMs: 300_000,
  /** The wait for a connection in a migration, a seed or a test, where nobody waits for a response. */
  maintenanceConnectMs: 10_000,
  /** The duration of a statement in a migration, a seed or a test, which may rewrite a table. */
  maintenanceMs: 3_600_000,
} as const;
