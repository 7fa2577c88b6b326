import { LRUCache } from 'lru-cache';
import { type Operation, platformProblems } from '#contracts/vocabulary';
import { type ParsedRequest } from '#libs/http-rules';
import { type MockResponse, refuse } from './response.ts';

const MAX_RESPONSES = 1_000;
const NOT_FOUND = 404;

interface StoredResponse {
  readonly fingerprint: string;
  readonly response: MockResponse;
}

/** Stores responses by idempotency key. The rules are the same as in the services. */
export class IdempotentResponses {
  private readonly stored = new LRUCache<string, StoredResponse>({ max: MAX_RESPONSES });

  /**
   * Returns the stored response for the request's key. If no response is stored, returns the result of
   * `choose`. `isReplay` is true for a stored response.
   */
  respond(
    operation: Operation,
    { idempotencyKey, params, query, body }: ParsedRequest,
    caller: string | undefined,
    choose: () => MockResponse,
  ): { readonly result: MockResponse; readonly isReplay: boolean } {
    if (idempotencyKey === undefined) return { result: choose(), isReplay: false };
    const key = JSON.stringify([operation.id, params, query.account_id, caller, idempotencyKey]);
    const fingerprint = JSON.stringify([query, body]);
    const stored = this.stored.get(key);
    if (stored?.fingerprint === fingerprint) return { result: stored.response, isReplay: true };
    if (stored) return { result: refuse(platformProblems.idempotencyKeyReused), isReplay: false };
    const response = choose();
    if (isStored(operation, response)) this.stored.set(key, { fingerprint, response });
    return { result: response, isReplay: false };
  }
}

function isStored({ problems }: Operation, response: MockResponse): boolean {
  if (response.kind !== 'problem') return true;
  const { code, status } = response.problem;
  return status !== NOT_FOUND && status < 500 && problems.some((problem) => problem.code === code);
}
