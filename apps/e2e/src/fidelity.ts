import {
  type Example,
  type FieldError,
  type Operation,
  jsonResponse,
  problem,
  problemUri,
  problemsOf,
  readRequest,
  pathAsked,
} from '#contracts/vocabulary';
import { type Answer, withoutVolatile } from '#libs/testing';
import { differences } from './differences.ts';
import { type PublishedExample } from './examples.ts';
import { toldFault } from './told-fault.ts';

/** Sends the request of an example, as one who may. Throws where the answer is not what the contract declares. */
export type AskExample = (published: PublishedExample) => Promise<Answer>;

/** What of an answer must be as the example says. */
interface Statement {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks for each example in turn, and tells every field in which an answer differs from what was published, and how to
 * ask for it again. Nothing where all are kept.
 */
export async function brokenExamples(
  examples: readonly PublishedExample[],
  ask: AskExample,
): Promise<string[]> {
  const found: string[] = [];
  for (const published of examples) {
    const { contract, operation, name, example } = published;
    const about = `${contract.name}.${operation.id}, example ${name}`;
    const request = `${operation.method} ${pathAsked(operation, example)}`;
    const faults = await faultsOf(published, ask);
    found.push(...faults.map((fault) => `${about}: ${fault} (${request})`));
  }
  return found;
}

async function faultsOf(published: PublishedExample, ask: AskExample): Promise<string[]> {
  try {
    const answer = await ask(published);
    const promised = promiseOf(published);
    if (answer.status !== promised.status)
      return [`it is answered ${answer.status} ${codeOf(answer)}, not ${promised.status}`];
    return differences(promised.body, statementOf(published.operation, answer));
  } catch (error) {
    return [toldFault(error)];
  }
}

function promiseOf({ operation, example }: PublishedExample): Statement {
  if (example.problem !== undefined) return promisedProblem(operation, example, example.problem);
  const success = jsonResponse(operation);
  if (!success) throw new Error(`${operation.id} has an example, but answers no JSON`);
  return { status: success.status, body: withoutVolatile(success.schema, example.response) };
}

function promisedProblem(operation: Operation, example: Example, promised: string): Statement {
  const declared = problemsOf(operation).find(({ code }) => code === promised);
  if (!declared) throw new Error(`${operation.id} does not declare ${promised}`);
  const { code, status, title } = declared;
  const errors = faultyFields(operation, example);
  return { status, body: { type: problemUri(code), title, status, code, ...(errors && { errors }) } };
}

/** Which fields of an example's request its contract refuses; undefined where it takes them all. */
function faultyFields(operation: Operation, { params = {}, query = {}, body }: Example) {
  const read = readRequest(operation, { params, query, body, contentType: 'application/json' });
  return read.ok ? undefined : placesOf(read.refusal.errors);
}

/** What of an answer is held against the example: of a problem, all that is not about this one request. */
function statementOf(operation: Operation, answer: Answer): unknown {
  const success = jsonResponse(operation);
  if (answer.status === success?.status) return withoutVolatile(success.schema, answer.body);
  const { type, title, status, code, errors } = problem.parse(answer.body);
  return { type, title, status, code, errors: placesOf(errors) };
}

/** Where the faulty fields are, without the words for what is wrong with them. */
function placesOf(errors: readonly FieldError[] | undefined) {
  return errors?.map(({ in: part, pointer }) => ({ in: part, pointer }));
}

function codeOf({ body }: Answer): string {
  return problem.safeParse(body).data?.code ?? 'without a code';
}
