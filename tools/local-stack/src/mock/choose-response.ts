import {
  type Example,
  type Operation,
  type ProblemType,
  platformProblems,
  problemsOf,
} from '#contracts/vocabulary';
import { type ParsedRequest, rangeRefusal, locationOf } from '#libs/http-rules';
import type { Call } from './call.ts';
import { refuseUnknownIds } from './unknown-ids.ts';
import { keyInPath, refusedAction } from './entity.ts';
import { redirectTarget, responseWithRequestedIds, refusedDetails, selectExample } from './examples.ts';
import { countWrongAttempt } from './lock-action.ts';
import { paginate, refuseCursor } from './paginate.ts';
import { type Preference, SLOW, scenarioOfAccount, scenariosOfOperation } from './prefer.ts';
import { bodyOfRead } from './read.ts';
import { pageContent } from './render-page.ts';
import { type MockResponse, refuse, refusePreference } from './response.ts';
import { bodyOfWrite } from './write.ts';

const { forbidden, internalError, tooManyRequests, unauthenticated } = platformProblems;

/** Services return these problems before they validate a request. */
const BEFORE_VALIDATION: readonly ProblemType[] = [unauthenticated, tooManyRequests, forbidden];

export function refuseBeforeValidation(
  operation: Operation,
  preference: Preference,
): MockResponse | undefined {
  const problem = preferredProblem(operation, preference);
  return problem?.kind === 'problem' && BEFORE_VALIDATION.includes(problem.problem) ? problem : undefined;
}

/**
 * Chooses the response to a valid request. If the caller prefers no response, uses the examples and earlier
 * writes.
 */
export function chooseResponse(call: Call): MockResponse {
  const { operation, preference = {}, request } = call;
  const { code, example } = preference;
  if (code !== undefined)
    return preferredProblem(operation, preference) ?? preferredSuccess(code, example, call);
  const isChosen = example !== undefined && example !== SLOW;
  const refusal =
    (isChosen ? undefined : refuseUnknownIds(call)) ?? rangeRefusal(request.query) ?? refuseCursor(call);
  if (refusal) return { kind: 'problem', ...refusal };
  return isChosen ? respondWithScenario(example, call) : respondToRequest(call);
}

/**
 * Returns the problem with the preferred status. The preferred name selects one of several problems with that status.
 * Returns undefined if no problem matches.
 */
function preferredProblem(
  operation: Operation,
  { code, example: name }: Preference,
): MockResponse | undefined {
  const problems = problemsOf(operation).filter(({ status }) => String(status) === code);
  const [first, second] = problems;
  if (!first) return undefined;
  const codes = problems.map((problem) => problem.code).join(', ');
  if (name === undefined) {
    const { status, title } = first;
    const hint = `${title}; for another one send Prefer: code=${status}, example=… with one of ${codes}`;
    return refuse(first, second ? hint : title);
  }
  const own = Object.hasOwn(operation.examples, name) ? operation.examples[name] : undefined;
  const wanted = own?.problem ?? name;
  const chosen = problems.find((problem) => problem.code === wanted);
  return chosen
    ? refuse(chosen)
    : refusePreference(`${operation.id} responds ${code} as ${codes}, not ${name}`);
}

function preferredSuccess(code: string, name: string | undefined, call: Call): MockResponse {
  const { operation } = call;
  if (!Object.hasOwn(operation.responses, code)) {
    const problems = problemsOf(operation).map(({ status }) => status);
    const statuses = [...new Set([...Object.keys(operation.responses), ...problems])].join(', ');
    return refusePreference(`${operation.id} does not respond ${code}; it responds ${statuses}`);
  }
  const successes = Object.entries(operation.examples).filter(([, { problem }]) => problem === undefined);
  const chosen = name === undefined ? successes[0] : successes.find(([key]) => key === name);
  if (name === undefined || chosen) return succeed(Number(code), chosen?.[1], call);
  const names = successes.map(([key]) => key).join(', ');
  return refusePreference(`${operation.id} responds ${code} as ${names}, not ${name}`);
}

function respondWithScenario(name: string, call: Call): MockResponse {
  const { operation } = call;
  const names = scenariosOfOperation(operation);
  if (!names.includes(name))
    return refusePreference(`No operation has an example ${name}; ${operation.id} has ${names.join(', ')}`);
  const example = operation.examples[name];
  return example ? respondWithExample(example, call) : refuse(forbidden);
}

function respondToRequest(call: Call): MockResponse {
  const { operation, siblings, received, request, written, accounts } = call;
  const scenario = scenarioOfAccount(operation, received);
  if (scenario !== undefined && scenario !== SLOW) return respondWithScenario(scenario, call);
  if (operation.method !== 'GET') {
    const key = keyInPath(operation, request.params);
    const problem = refusedAction(
      operation,
      key && { ...accounts.find(siblings, key), ...written.find(key) },
    );
    if (problem) return written.responseTo(operation, received) ?? refuse(problem);
    const mismatch = refusedDetails(operation, received);
    if (mismatch) {
      countWrongAttempt(call);
      return refuse(mismatch);
    }
  }
  const examples = accounts.examplesOf(operation);
  const example = selectExample(examples, received) ?? examples.find(({ problem }) => problem === undefined);
  return example ? respondWithExample(example, call) : succeed(undefined, undefined, call);
}

function respondWithExample(example: Example, call: Call): MockResponse {
  if (example.problem === undefined) return succeed(undefined, example, call);
  const problem = problemsOf(call.operation).find(({ code }) => code === example.problem);
  return refuse(problem ?? internalError, example.summary);
}

/** The default status depends on the media type of the request. */
function succeed(wanted: number | undefined, example: Example | undefined, call: Call): MockResponse {
  const { operation, siblings, received, request, written } = call;
  const status = wanted ?? defaultStatus(operation, request);
  const { kind } = operation.responses[status] ?? {};
  if (kind === 'html')
    return {
      kind,
      status,
      title: operation.summary,
      content: pageContent(siblings, received.params),
    };
  if (kind === 'redirect')
    return {
      kind,
      status,
      location: redirectTarget(siblings, example?.response),
    };
  if (!example) return refuse(platformProblems.notBuilt, `${operation.id} has no example to respond with`);
  if (kind === 'empty') return remove(call, { kind, status });
  const body = jsonBody(example, call);
  const location = locationOf(operation, received.params, body);
  const response: MockResponse = {
    kind: 'json',
    status,
    body,
    ...(location !== undefined && { location }),
  };
  if (operation.method !== 'GET') written.storeResponse(operation, received, response);
  return response;
}

function remove({ operation, received, request, written }: Call, response: MockResponse): MockResponse {
  const key = keyInPath(operation, request.params);
  if (key) written.remove(key);
  written.storeResponse(operation, received, response);
  return response;
}

function defaultStatus({ responses }: Operation, { mediaType }: ParsedRequest): number {
  const all = Object.entries(responses);
  const isForm = mediaType === 'application/x-www-form-urlencoded';
  const redirect = isForm && all.find(([, { kind }]) => kind === 'redirect');
  const [status] = (redirect || all.find(([, { kind }]) => kind === 'json') || all[0]) ?? [];
  return Number(status);
}

function jsonBody(example: Example, call: Call): unknown {
  const { operation, received, request, preference: { code, example: name = code } = {} } = call;
  const published = responseWithRequestedIds(example, received);
  // The mock returns a preferred example as published, without the effects of earlier writes.
  const isPreferred = name !== undefined && name !== SLOW;
  if (operation.method !== 'GET') return bodyOfWrite(call, { example, published, isPreferred });
  if (!isPreferred) return bodyOfRead(call, example, published);
  return request.query.cursor === undefined ? published : paginate(published, call);
}
