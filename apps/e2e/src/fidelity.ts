import {
  type Example,
  type FieldError,
  type Operation,
  emptyStatus,
  jsonResponse,
  problem,
  problemUri,
  problemsOf,
  pathOfExample,
} from '#contracts/vocabulary';
import { readRequest } from '#libs/http-rules';
import { type TestResponse, withoutVolatile } from '#libs/testing';
import { differences } from './differences.ts';
import { type PublishedExample } from './examples.ts';
import { describeError } from './describe-error.ts';

/** Sends the request of an example with a suitable token. Throws an Error for a response that is not declared. */
export type SendExample = (published: PublishedExample) => Promise<TestResponse>;

/** The parts of a response that must match the example. */
interface Expectation {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends the request of each example in turn. Reports every field that differs from the example, with the request.
 * Returns nothing if all responses match.
 */
export async function brokenExamples(
  examples: readonly PublishedExample[],
  send: SendExample,
): Promise<string[]> {
  const found: string[] = [];
  for (const published of examples) {
    const { contract, operation, name, example } = published;
    const about = `${contract.name}.${operation.id}, example ${name}`;
    const request = `${operation.method} ${pathOfExample(operation, example)}`;
    const faults = await faultsOf(published, send);
    found.push(...faults.map((fault) => `${about}: ${fault} (${request})`));
  }
  return found;
}

async function faultsOf(published: PublishedExample, send: SendExample): Promise<string[]> {
  try {
    const response = await send(published);
    const expected = expectationOf(published);
    if (response.status !== expected.status)
      return [`the response is ${response.status} ${codeOf(response)}, not ${expected.status}`];
    return differences(expected.body, comparableBody(published.operation, response));
  } catch (error) {
    return [describeError(error)];
  }
}

function expectationOf({ operation, example }: PublishedExample): Expectation {
  if (example.problem !== undefined) return expectedProblem(operation, example, example.problem);
  const empty = emptyStatus(operation);
  if (empty !== undefined) return { status: empty, body: '' };
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} has an example, but no JSON response`);
  return {
    status: success.status,
    body: withoutVolatile(success.schema, example.response),
  };
}

function expectedProblem(operation: Operation, example: Example, expected: string): Expectation {
  const declared = problemsOf(operation).find(({ code }) => code === expected);
  if (!declared) throw new Error(`${operation.id} does not declare ${expected}`);
  const { code, status, title } = declared;
  const errors = faultyFields(operation, example);
  return {
    status,
    body: {
      type: problemUri(code),
      title,
      status,
      code,
      ...(errors && { errors }),
    },
  };
}

/** The fields of an example's request that the contract refuses. Undefined if it accepts the request. */
function faultyFields(operation: Operation, { params = {}, query = {}, body }: Example) {
  const read = readRequest(operation, {
    params,
    query,
    body,
    contentType: 'application/json',
  });
  return read.ok ? undefined : placesOf(read.refusal.errors);
}

/** The part of a response that is compared with the example. A problem's request id, path and detail are left out. */
function comparableBody(operation: Operation, response: TestResponse): unknown {
  if (response.status === emptyStatus(operation)) return response.body;
  const success = jsonResponse(operation);
  if (response.status === success?.status) return withoutVolatile(success.schema, response.body);
  const { type, title, status, code, errors } = problem.parse(response.body);
  return { type, title, status, code, errors: placesOf(errors) };
}

/** The location of each error, without its description. */
function placesOf(errors: readonly FieldError[] | undefined) {
  return errors?.map(({ in: part, pointer }) => ({ in: part, pointer }));
}

function codeOf({ body }: TestResponse): string {
  return problem.safeParse(body).data?.code ?? 'without a code';
}
