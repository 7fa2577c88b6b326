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

/** Chooses a token for the example. Throws an Error for a response that the contract does not declare. */
export type SendExample = (published: PublishedExample) => Promise<TestResponse>;

interface Expectation {
  readonly status: number;
  readonly body: unknown;
}

/** Sends the examples one by one. Returns one sentence for each field that differs from the example. */
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

/** Returns the fields that the contract refuses. Undefined if the contract accepts the request. */
function faultyFields(operation: Operation, { params = {}, query = {}, body }: Example) {
  const read = readRequest(operation, {
    params,
    query,
    body,
    contentType: 'application/json',
  });
  return read.ok ? undefined : placesOf(read.refusal.errors);
}

/** Leaves out volatile fields, and the request id, path and detail of a problem. */
function comparableBody(operation: Operation, response: TestResponse): unknown {
  if (response.status === emptyStatus(operation)) return response.body;
  const success = jsonResponse(operation);
  if (response.status === success?.status) return withoutVolatile(success.schema, response.body);
  const { type, title, status, code, errors } = problem.parse(response.body);
  return { type, title, status, code, errors: placesOf(errors) };
}

/** Leaves out the description of each error. */
function placesOf(errors: readonly FieldError[] | undefined) {
  return errors?.map(({ in: part, pointer }) => ({ in: part, pointer }));
}

function codeOf({ body }: TestResponse): string {
  return problem.safeParse(body).data?.code ?? 'without a code';
}
