import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { type Operation, platformProblems } from '#contracts/vocabulary';
import { REPLAYED_HEADER } from '#libs/http-rules';
import { Clock, ProblemError, addResponseHeader, deadlineWithin } from '#libs/runtime';
import { insertAuditRow } from './audit-log.ts';
import type { Outcome } from './outcome.ts';
import { parseStoredResult } from './parse-stored-result.ts';
import {
  type StoredResponse,
  type StoredRow,
  findResponse,
  lockKey,
  saveResponse,
} from './stored-responses.ts';
import { type KeyedRequest, type WriteRequest, keyedRequest } from './write-request.ts';

const RETRY_AFTER_SECONDS = 1;
const NOT_FOUND = 404;
/** How long the request of a second click waits for the response to the first request. */
const WAIT_MS = 3_000;
const POLL_MS = 50;

export interface Write<T> {
  readonly operation: Operation;
  readonly request: WriteRequest;
  /** The schema of the stored response. A value that expires, such as a presigned URL, must be added after `run`. */
  readonly result: z.ZodType<T>;
  /**
   * With `wait`, a second request with the same key waits for the response to the first request. Without `wait`, the
   * second request gets 409. Forms need `wait`, because a person who clicks twice sees only the second response.
   */
  readonly whileInUse?: 'wait';
}

/** Runs in the transaction. The work must not call other services, because it holds a database connection. */
export type Work<T> = (manager: EntityManager) => Promise<Outcome<T>>;

type Settled<T> =
  | { readonly kind: 'result'; readonly result: T }
  | { readonly kind: 'refusal'; readonly refusal: ProblemError };

/** The only way to change data. The effect, its audit row and its stored response commit together. */
@Injectable()
export class Writes {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs the work once per idempotency key. Returns the result of the work, or throws its refusal. For a repeated
   * request, the result or the refusal is the stored one. Throws IDEMPOTENCY_KEY_IN_USE while an earlier request uses
   * the key, and IDEMPOTENCY_KEY_REUSED for a different body.
   */
  async run<T>(write: Write<T>, work: Work<T>): Promise<T> {
    const keyed = write.operation.idempotencyKey && keyedRequest(write.operation, write.request);
    const settled = keyed ? await this.runOnce(write, keyed, work) : await this.runAlways(write, work);
    if (settled.kind === 'refusal') throw settled.refusal;
    return settled.result;
  }

  private runAlways<T>(write: Write<T>, work: Work<T>): Promise<Settled<T>> {
    return this.database.transaction(async (manager) => settle(await this.audited(write, manager, work)));
  }

  private async runOnce<T>(write: Write<T>, keyed: KeyedRequest, work: Work<T>): Promise<Settled<T>> {
    const deadline = deadlineWithin(write.whileInUse === 'wait' ? WAIT_MS : 0);
    for (;;) {
      const settled = await this.tryOnce(write, keyed, work);
      if (settled) return settled;
      if (deadline.remainingMs() === 0) throw inUse();
      await delay(POLL_MS);
    }
  }

  /** Returns undefined if an earlier request with this key is in progress. */
  private tryOnce<T>(write: Write<T>, keyed: KeyedRequest, work: Work<T>): Promise<Settled<T> | undefined> {
    return this.database.transaction(async (manager) => {
      if (!(await lockKey(manager, keyed))) return undefined;
      const stored = await findResponse(manager, keyed, this.clock.now());
      if (stored && maySee(write, stored)) return replay(write, keyed, stored);
      const outcome = await this.audited(write, manager, work);
      const response = responseToStore(write.operation, outcome);
      if (response) await saveResponse(manager, keyed, response, outcome.about.accountId, this.clock.now());
      return settle(outcome);
    });
  }

  private async audited<T>(
    { operation, request }: Write<T>,
    manager: EntityManager,
    work: Work<T>,
  ): Promise<Outcome<T>> {
    const outcome = await work(manager);
    const { about } = outcome;
    if ('entity' in about) await insertAuditRow(manager, operation, request.caller, about, this.clock.now());
    return outcome;
  }
}

/**
 * Whether the caller still has the required access to the account. If not, the caller must not see the stored
 * response. Instead, the work runs and refuses the request.
 */
function maySee<T>({ operation, request: { caller } }: Write<T>, { accountId }: StoredRow): boolean {
  if (caller.kind !== 'member' || accountId === null) return true;
  const accounts = operation.access === 'owner' ? caller.ownedAccountIds : caller.accountIds;
  return accounts.includes(accountId);
}

function replay<T>({ result }: Write<T>, { fingerprint }: KeyedRequest, stored: StoredRow): Settled<T> {
  if (!stored.fingerprint.equals(fingerprint)) throw reused();
  addResponseHeader(REPLAYED_HEADER, 'true');
  const { response } = stored;
  if (response.kind === 'result')
    return { kind: 'result', result: parseStoredResult(result, response.result) };
  const { problem, detail, errors, retryAfterSeconds } = response;
  return { kind: 'refusal', refusal: new ProblemError(problem, detail, { errors, retryAfterSeconds }) };
}

/**
 * A 404 is not stored, because the caller may not see the entity. A 5xx is not stored, because a later attempt may
 * succeed.
 */
function responseToStore<T>(operation: Operation, outcome: Outcome<T>): StoredResponse | undefined {
  if (outcome.kind !== 'refused') return { kind: 'result', result: outcome.result };
  const { problem, message: detail, errors, retryAfterSeconds } = outcome.refusal;
  const isDeclared = operation.problems.some(({ code }) => code === problem.code);
  if (!isDeclared || problem.status === NOT_FOUND || problem.status >= 500) return undefined;
  const { code, status, title } = problem;
  return { kind: 'refusal', problem: { code, status, title }, detail, errors, retryAfterSeconds };
}

function settle<T>(outcome: Outcome<T>): Settled<T> {
  if (outcome.kind === 'refused') return { kind: 'refusal', refusal: outcome.refusal };
  return { kind: 'result', result: outcome.result };
}

function inUse(): ProblemError {
  return new ProblemError(
    platformProblems.idempotencyKeyInUse,
    'Send the same request again in a second to get its response',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

function reused(): ProblemError {
  return new ProblemError(
    platformProblems.idempotencyKeyReused,
    'Send a new key with a new request, or the same request with this key',
  );
}
