import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { fieldError } from '#contracts/vocabulary';
import type { KeyedRequest } from './write-request.ts';

/** How many days a stored response is returned for a repeated request. This is at least a month. */
const KEPT_DAYS = 31;
const KEPT_MS = KEPT_DAYS * 24 * 60 * 60 * 1000;

/**
 * The maximum number of expired rows that a write removes. A write adds one row but can remove several, so expired
 * rows don't accumulate.
 */
const REMOVED_PER_WRITE = 10;

const storedResponse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result'), result: z.unknown() }),
  z.object({
    kind: z.literal('refusal'),
    problem: z.object({ code: z.string(), status: z.int(), title: z.string() }),
    detail: z.string(),
    errors: z.array(fieldError).readonly().optional(),
    retryAfterSeconds: z.int().optional(),
  }),
]);

export type StoredResponse = z.output<typeof storedResponse>;

const storedRow = z.object({
  fingerprint: z.instanceof(Buffer),
  accountId: z.string().nullable(),
  response: storedResponse,
});

export type StoredRow = z.output<typeof storedRow>;

const FIND = `
  SELECT fingerprint, account_id AS "accountId", response FROM idempotency_keys
  WHERE key_hash = $1 AND created_at > $2
`;

/**
 * Replaces only an expired row. A valid row stays, even if the caller has lost access to the account in the meantime.
 */
const SAVE = `
  WITH removed AS (
    DELETE FROM idempotency_keys WHERE key_hash IN (
      SELECT key_hash FROM idempotency_keys WHERE created_at <= $6 AND key_hash <> $1
      ORDER BY created_at LIMIT ${REMOVED_PER_WRITE} FOR UPDATE SKIP LOCKED
    )
  )
  INSERT INTO idempotency_keys AS kept (key_hash, fingerprint, account_id, response, created_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (key_hash) DO UPDATE SET fingerprint = excluded.fingerprint, account_id = excluded.account_id,
    response = excluded.response, created_at = excluded.created_at
  WHERE kept.created_at <= $6
`;

/** Locks the key until the transaction ends. Returns false if a different transaction has the lock. */
export async function lockKey(manager: EntityManager, { keyHash }: KeyedRequest): Promise<boolean> {
  const [row] = await manager.query<{ locked: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS locked', [
    keyHash.readBigInt64BE().toString(),
  ]);
  return row?.locked === true;
}

export async function findResponse(
  manager: EntityManager,
  { keyHash }: KeyedRequest,
  now: Date,
): Promise<StoredRow | undefined> {
  const [row] = await manager.query<unknown[]>(FIND, [keyHash, expiredBy(now)]);
  return row === undefined ? undefined : storedRow.parse(row);
}

/** Also removes some expired responses. */
export async function saveResponse(
  manager: EntityManager,
  { keyHash, fingerprint }: KeyedRequest,
  response: StoredResponse,
  accountId: string | null,
  now: Date,
): Promise<void> {
  const values = [keyHash, fingerprint, accountId, JSON.stringify(response), now, expiredBy(now)];
  await manager.query(SAVE, values);
}

function expiredBy(now: Date): Date {
  return new Date(now.getTime() - KEPT_MS);
}
