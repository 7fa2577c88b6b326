/**
 * The timeouts of a service, in ms. Each timeout is shorter than the one around it. So the innermost one ends first, names
 * what was slow, and leaves time for an orderly response.
 */
export const timePolicy = {
  /** A lock in PostgreSQL. Shorter than a statement, so that the error names the lock. */
  lockMs: 1_000,
  /** A lock for a migration. Shorter than the lock of a request, because requests queue behind a migration. */
  migrationLockMs: 500,
  /** A statement. PostgreSQL measures the time and cancels the statement, and the connection stays usable. */
  statementMs: 2_000,
  /** A connection in use that receives nothing. Longer than a statement, so that only a dead connection is destroyed. */
  silenceMs: 2_500,
  /** A free connection of the pool, or a new one. Together with a silent statement, it still fits into an operation. */
  connectMs: 1_500,
  /** A slot for an expensive query. Short, so that the caller soon gets a 503 and tries again. */
  expensiveWaitMs: 500,
  /** One call to another service. The overview must respond with the available parts before a person gives up. */
  callMs: 800,
  /** An operation without a deadline in its contract: a wait for a connection, a slow statement and the response. */
  operationMs: 5_000,
  /** Requests in progress when a process stops. Longer than any operation. */
  shutdownMs: 10_000,
  /** The wait of a starting process for its database, its schema and the signing keys. ECS replaces it afterwards. */
  bootMs: 60_000,
  /** How long a migration retries to get its locks. */
  migrationMs: 300_000,
  /** A connection for a migration, a seed or a test, where nobody waits for a response. */
  maintenanceConnectMs: 10_000,
  /** A statement of a migration, a seed or a test, which may rewrite a table. */
  maintenanceMs: 3_600_000,
} as const;
