import {
  type Example,
  type Operation,
  type ParsedRequest,
  jsonResponse,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import { type Answer, refuse } from './answer.ts';
import { type Asked, matchingExample } from './matching-example.ts';
import { onePage } from './one-page.ts';
import type { Preference } from './preference.ts';
import { readdress } from './readdress.ts';
import { redirectTarget } from './redirect-target.ts';
import { refusalOf } from './refusal.ts';
import type { WrittenEntities } from './written-entities.ts';

/** What the answer is made of. */
export interface Question {
  readonly operation: Operation;
  /** All operations of the same contract. */
  readonly siblings: readonly Operation[];
  readonly asked: Asked;
  readonly request: ParsedRequest;
  readonly preference: Preference | undefined;
  readonly written: WrittenEntities;
}

/** The scenarios that every operation for members has, whatever its examples. */
export const FORBIDDEN = 'forbidden';
export const SLOW = 'slow';

/** The answer to a valid request: what the caller prefers, else what the examples and earlier writes say. */
export function chooseAnswer(question: Question): Answer {
  const { preference } = question;
  if (preference?.kind === 'code') return byCode(preference.code, question);
  if (preference && preference.name !== SLOW) return byName(preference.name, question);
  return byRequest(question);
}

function byCode(code: string, question: Question): Answer {
  const { operation } = question;
  const problems = problemsOf(operation);
  const problem = problems.find(({ status }) => String(status) === code);
  if (problem) return refuse(problem);
  const examples = Object.values(operation.examples).filter(({ response }) => response !== undefined);
  if (code in operation.responses) return success(Number(code), examples[0], question);
  const statuses = new Set([...Object.keys(operation.responses), ...problems.map(({ status }) => status)]);
  return refuse(
    platformProblems.invalidRequest,
    `${operation.id} does not answer ${code}; it answers ${[...statuses].join(', ')}`,
  );
}

function byName(name: string, question: Question): Answer {
  const { operation } = question;
  const example = Object.entries(operation.examples).find(([key]) => key === name)?.[1];
  if (example) return byExample(example, question);
  const mayForbid = problemsOf(operation).includes(platformProblems.forbidden);
  if (name === FORBIDDEN && mayForbid) return refuse(platformProblems.forbidden);
  const names = [...Object.keys(operation.examples), SLOW, ...(mayForbid ? [FORBIDDEN] : [])];
  return refuse(
    platformProblems.invalidRequest,
    `${operation.id} has no example ${name}; it has ${names.join(', ')}`,
  );
}

function byRequest(question: Question): Answer {
  const { operation, siblings, asked, request, written } = question;
  if (operation.method !== 'GET') {
    const entity = written.find(request.params) ?? entityInExamples(siblings, request.params);
    const refusal = refusalOf(operation, entity);
    if (refusal) return refuse(refusal);
  }
  const example = matchingExample(Object.values(operation.examples), asked);
  return example ? byExample(example, question) : success(undefined, undefined, question);
}

function byExample(example: Example, question: Question): Answer {
  const { operation } = question;
  if (example.problem === undefined) return success(undefined, example, question);
  const problem = problemsOf(operation).find(({ code }) => code === example.problem);
  return refuse(problem ?? platformProblems.internalError, example.summary);
}

/** A success of that status; without one, the one that suits how the request was made. */
function success(wanted: number | undefined, example: Example | undefined, question: Question): Answer {
  const { operation, siblings, request } = question;
  const status = wanted ?? usualStatus(operation, request);
  const response = operation.responses[status];
  if (response?.kind === 'html') return { kind: 'html', status, title: operation.summary };
  if (response?.kind === 'redirect')
    return { kind: 'redirect', status, location: redirectTarget(siblings, example?.response) };
  if (!example) return refuse(platformProblems.notBuilt, `${operation.id} has no example to answer with`);
  return { kind: 'json', status, body: jsonBody(example, question) };
}

function usualStatus({ responses }: Operation, { mediaType }: ParsedRequest): number {
  const all = Object.entries(responses);
  const redirect =
    mediaType === 'application/x-www-form-urlencoded' && all.find(([, r]) => r.kind === 'redirect');
  const [status] = (redirect || all.find(([, { kind }]) => kind === 'json') || all[0]) ?? [];
  return Number(status);
}

function jsonBody(example: Example, { operation, asked, request, written }: Question): unknown {
  const answer = onePage(readdress(example, asked), request.query);
  if (operation.method !== 'GET') {
    written.remember(answer, request.params);
    return answer;
  }
  const shown = written.show(answer);
  return jsonResponse(operation)?.schema.safeParse(shown).success ? shown : answer;
}

/** What the examples of a contract's reads say about the entity that a path names. */
function entityInExamples(operations: readonly Operation[], params: ParsedRequest['params']): unknown {
  return operations
    .filter(({ method }) => method === 'GET')
    .flatMap(({ examples }) => Object.values(examples))
    .flatMap(({ response }) => objectsIn(response))
    .find((entity) => Object.entries(params).some(([name, id]) => entity[name] === id));
}

function objectsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? members : [Object.fromEntries(Object.entries(value)), ...members];
}
