import {
  type Example,
  type Operation,
  type ParsedRequest,
  type ProblemType,
  daysRefusal,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import { type Answer, refuse } from './answer.ts';
import { entityInExamples, keyInPath } from './entity.ts';
import { type Asked, matchingExample } from './matching-example.ts';
import { onePage, refuseCursor } from './one-page.ts';
import type { Preference } from './preference.ts';
import { answerRead } from './read.ts';
import { readdress } from './readdress.ts';
import { redirectTarget } from './redirect-target.ts';
import { refusalOf } from './refusal.ts';
import { SLOW, scenarioOfAccount, scenariosOfOperation } from './scenarios.ts';
import { answerWrite } from './write.ts';
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

/** The answer to a valid request: what the caller prefers, else what the examples and earlier writes say. */
export function chooseAnswer(question: Question): Answer {
  const { code, example } = question.preference ?? {};
  if (code !== undefined) return byCode(code, example, question);
  const refusal = refuseList(question);
  if (refusal) return refusal;
  if (example !== undefined && example !== SLOW) return byName(example, question);
  return byRequest(question);
}

function byCode(code: string, name: string | undefined, question: Question): Answer {
  const { operation } = question;
  const problems = problemsOf(operation).filter(({ status }) => String(status) === code);
  if (problems.length > 0) return refuse(...problemOf(problems, name, operation));
  if (!(code in operation.responses)) {
    const statuses = new Set([
      ...Object.keys(operation.responses),
      ...problemsOf(operation).map(({ status }) => status),
    ]);
    return notThere(`${operation.id} does not answer ${code}; it answers ${[...statuses].join(', ')}`);
  }
  const successes = Object.entries(operation.examples).filter(([, { response }]) => response !== undefined);
  const chosen = name === undefined ? successes[0] : successes.find(([key]) => key === name);
  if (name !== undefined && !chosen)
    return notThere(
      `${operation.id} answers ${code} as ${successes.map(([key]) => key).join(', ')}, not ${name}`,
    );
  return success(Number(code), chosen?.[1], question);
}

/** The problem of those of one status that is named by its code or an example of it; without a name, the first. */
function problemOf(
  problems: readonly ProblemType[],
  name: string | undefined,
  operation: Operation,
): [problem: ProblemType, detail?: string] {
  const codes = problems.map(({ code }) => code).join(', ');
  const [first = platformProblems.internalError] = problems;
  const { status, title } = first;
  if (name === undefined)
    return problems.length === 1
      ? [first]
      : [first, `${title}; for another one send Prefer: code=${status}, example=… with one of ${codes}`];
  const shown = exampleNamed(name, operation)?.problem ?? name;
  const chosen = problems.find(({ code }) => code === shown);
  if (chosen) return [chosen];
  return [platformProblems.invalidRequest, `${operation.id} answers ${status} as ${codes}, not ${name}`];
}

function byName(name: string, question: Question): Answer {
  const { operation } = question;
  if (!scenariosOfOperation(operation).includes(name)) {
    const names = scenariosOfOperation(operation).join(', ');
    return notThere(`No operation has an example ${name}; ${operation.id} has ${names}`);
  }
  const example = exampleNamed(name, operation);
  return example ? byExample(example, question) : refuse(platformProblems.forbidden);
}

/** How services refuse what no schema tells of a list's parameters. */
function refuseList(question: Question): Answer | undefined {
  const refusal = daysRefusal(question.request.query);
  return refusal ? refuse(refusal.problem, refusal.detail, refusal.errors) : refuseCursor(question);
}

function notThere(detail: string): Answer {
  return refuse(platformProblems.invalidRequest, detail);
}

function exampleNamed(name: string, { examples }: Operation): Example | undefined {
  return Object.entries(examples).find(([key]) => key === name)?.[1];
}

function byRequest(question: Question): Answer {
  const { operation, siblings, asked, request, written } = question;
  const scenario = scenarioOfAccount(operation, asked);
  if (scenario !== undefined && scenario !== SLOW) return byName(scenario, question);
  if (operation.method !== 'GET') {
    const key = keyInPath(operation, request.params);
    const entity = key && { ...entityInExamples(siblings, key), ...written.find(key) };
    const refusal = refusalOf(operation, entity);
    if (refusal) return written.repeated(operation, asked) ?? refuse(refusal);
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
  const answer: Answer = { kind: 'json', status, body: jsonBody(example, question) };
  if (operation.method !== 'GET') question.written.keep(operation, question.asked, answer);
  return answer;
}

function usualStatus({ responses }: Operation, { mediaType }: ParsedRequest): number {
  const all = Object.entries(responses);
  const redirect =
    mediaType === 'application/x-www-form-urlencoded' && all.find(([, r]) => r.kind === 'redirect');
  const [status] = (redirect || all.find(([, { kind }]) => kind === 'json') || all[0]) ?? [];
  return Number(status);
}

function jsonBody(example: Example, question: Question): unknown {
  const published = readdress(example, question.asked);
  if (question.operation.method !== 'GET')
    return answerWrite({ ...question, example, published, asPublished: isNamed(question) });
  if (!isNamed(question)) return answerRead({ ...question, example, published });
  return question.request.query.cursor === undefined ? published : onePage(published, question);
}

/** Whether the caller wants one example, as it was published, whatever was written since. */
function isNamed({ preference }: Question): boolean {
  const { code, example = code } = preference ?? {};
  return example !== undefined && example !== SLOW;
}
