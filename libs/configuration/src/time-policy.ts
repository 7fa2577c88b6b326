/**
 * How long a service waits for what, in ms. Each wait fits inside the one that contains it, so that the innermost
 * bound ends first, says what was slow and leaves the rest of the time for an orderly response.
 */
export const timePolicy = {
  /** A lock in PostgreSQL. Shorter than a statement, so that the error says "locked" and not "slow". */
  lockMs: 1_000,
  /** A lock that a migration waits for. Shorter than the lock of a request, for requests queue behind a migration. */
  migrationLockMs: 500,
  /** A statement, as PostgreSQL counts. It cancels the statement and the connection stays usable. */
  statementMs: 2_000,
  /** A connection in use from which nothing arrives. Longer than a statement, so that only a dead one is destroyed. */
  silenceMs: 2_500,
  /** A free connection of the pool, and opening a new one. With a silent statement it still fits in an operation. */
  connectMs: 1_500,
  /** A slot for an expensive query. Short: whoever searches tries again, and the response says so at once. */
  expensiveWaitMs: 500,
  /** One call to another service. The overview must respond with what it has before a person gives up. */
  callMs: 800,
  /** An operation whose contract sets no deadline: a wait for a connection, a slow statement and the response. */
  operationMs: 5_000,
  /** Requests in progress when a process stops. Longer than any operation. */
  shutdownMs: 10_000,
  /** A booting process waits for its database, its schema and the signing keys. Below that, ECS need not replace it. */
  bootMs: 60_000,
  /** A migration tries again and again to get its locks. */
  migrationMs: 300_000,
  /** A connection for a migration, a seed or a test: nobody waits for a response. */
  maintenanceConnectMs: 10_000,
  /** A statement of a migration, a seed or a test, which may rewrite a table. */
  maintenanceMs: 3_600_000,
} as const;
