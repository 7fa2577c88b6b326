import { randomUUID } from 'node:crypto';
import {
  type Example,
  type MediaType,
  type Operation,
  accountOfCaller,
  pathOfExample,
} from '#contracts/vocabulary';
import type { TestResponse } from './contract-caller.ts';
import type { TestService } from './test-service.ts';

export interface SendOptions {
  /** `application/json` by default. */
  readonly mediaType?: MediaType;
  /** For a write. The default is a new key. */
  readonly idempotencyKey?: string;
  /**
   * The accounts of the member who sends the request. The default is the caller's account and the accounts in the
   * response.
   */
  readonly accounts?: readonly string[];
  /** If set, this token is sent, and `accounts` is ignored. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function sendExample(
  service: Pick<TestService, 'request' | 'tokenFor'>,
  operation: Operation,
  example: Example,
  options: SendOptions = {},
): Promise<TestResponse> {
  const { mediaType = 'application/json', idempotencyKey = randomUUID(), headers } = options;
  const { accounts = [accountOfCaller(example), ...accountsIn(example.response)] } = options;
  const { method, body } = operation;
  const token = options.token ?? (await service.tokenFor(example.as ?? operation.access, accounts));
  return service.request(method, pathOfExample(operation, example), {
    ...(token !== undefined && { token }),
    ...(body && { body: encoded(example.body ?? {}, mediaType) }),
    headers: {
      ...(body && { 'content-type': mediaType }),
      ...(method !== 'GET' && { 'idempotency-key': idempotencyKey }),
      ...headers,
    },
  });
}

/** Returns all account ids in a response. With these in the token, a list of accounts has a second page. */
function accountsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === 'account_id' && typeof part === 'string' ? [part] : accountsIn(part),
  );
}

function encoded(body: Readonly<Record<string, unknown>>, mediaType: MediaType): string {
  if (mediaType === 'application/json') return JSON.stringify(body);
  const fields = Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}
