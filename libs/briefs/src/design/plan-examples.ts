import {
  EXAMPLE_ACCOUNT,
  MEMBER_EXAMPLE,
  isForMembers,
  needsRole,
  platformProblems,
} from '#contracts/vocabulary';
import type { DesignedProblem } from './problem-of-case.ts';
import type { Design } from './design.ts';
import type { State } from './field-state.ts';
import { kebabCase, snakeCase } from '../words.ts';

/** A company that owns no resource of EXAMPLE_ACCOUNT. */
const STRANGER = 'no-card';
const INVALID_ID = 'not an id';

const { accountNotFound, invalidRequest } = platformProblems;

type Texts = Readonly<Record<string, string>>;

export interface PlannedExample {
  readonly name: string;
  readonly summary: string;
  /** The sender's company. Undefined if the sender belongs to the company in the request. */
  readonly account?: string;
  /** The sender's role. Undefined if the sender has the role that the operation needs. */
  readonly as?: 'member';
  readonly params?: Texts;
  readonly query?: Texts;
  readonly body?: 'filled' | 'invalid';
  readonly response: State | { readonly problem: string };
}

/**
 * Plans an example of each state and each problem. The examples are filled, empty, partial, forbidden and invalid, and
 * one example for each problem in the brief.
 */
export function planExamples(design: Design): PlannedExample[] {
  const { summary, problems } = design;
  const filled: PlannedExample = {
    ...withoutAccount(requestFor(EXAMPLE_ACCOUNT, design), design),
    name: 'filled',
    summary: summary.replace(/\.$/, ''),
    response: 'filled',
  };
  return [
    filled,
    ...empty(design),
    ...partial(design),
    ...forbidden(filled, design),
    ...forbiddenToMembers(filled, design),
    invalid(filled, design),
    ...problems.map((problem) => problemExample(problem, design)),
  ];
}

/**
 * Plans the example for a company without data. A public operation has no such example, because the request contains no
 * company. An operation for a file returns 404 instead.
 */
function empty(design: Design): PlannedExample[] {
  if (design.isFile) return [];
  if (!(design.ofAccount || (design.isSummary && design.param)) || design.form !== 'read') return [];
  const account = `no-${kebabCase(design.about)}`;
  return [{ ...requestFor(account, design), name: 'empty', summary: design.whenNothing, response: 'empty' }];
}

function partial(design: Design): PlannedExample[] {
  if (!design.isComposed) return [];
  return [
    {
      ...requestFor('partial', design),
      name: 'partial',
      summary: 'Another service is unavailable',
      response: 'partial',
    },
  ];
}

/** A request for another company's data gets the same 404 as an unknown id. */
function forbidden(filled: PlannedExample, design: Design): PlannedExample[] {
  if (!isForMembers(design.access)) return [];
  const missing = design.problems.find(({ status }) => status === 404);
  const problem = (design.ofAccount ? undefined : missing)?.code ?? accountNotFound.code;
  const summary = `Another company's ${design.subject ?? design.about} does not exist`;
  return [
    {
      ...filled,
      name: 'forbidden',
      summary,
      account: STRANGER,
      response: { problem },
    },
  ];
}

function forbiddenToMembers(filled: PlannedExample, { access }: Design): PlannedExample[] {
  if (!needsRole({ access })) return [];
  return [
    {
      ...filled,
      name: MEMBER_EXAMPLE,
      summary: access === 'owner' ? 'A member who does not own the company' : 'A member of the company',
      as: 'member',
      response: { problem: platformProblems.forbidden.code },
    },
  ];
}

function invalid(filled: PlannedExample, { shape, param, body }: Design): PlannedExample {
  const mistake = (
    summary: string,
    request: Pick<PlannedExample, 'params' | 'query' | 'body'>,
  ): PlannedExample => ({
    ...filled,
    ...request,
    name: 'invalid',
    summary,
    response: { problem: invalidRequest.code },
  });
  const [first] = body;
  if (first) return mistake(`The value of ${first.name} is not valid`, { body: 'invalid' });
  if (shape === 'page') return mistake('The limit is 0', { query: { ...filled.query, limit: '0' } });
  if (param) return mistake('The id is not valid', { params: { ...filled.params, [param]: INVALID_ID } });
  return mistake('The id of the company is not valid', {
    query: { ...filled.query, account_id: INVALID_ID },
  });
}

/**
 * In the example of a conflict, the problem's name is also the id of the company that has the resource. In the example
 * of a 404, no company has the resource.
 */
function problemExample(
  { code, status, title, example: name }: DesignedProblem,
  design: Design,
): PlannedExample {
  const about = { name, summary: title, response: { problem: code } };
  const request = requestFor(name, design);
  if (!design.param || isAccount(design)) return { ...request, ...about };
  if (status === 404) {
    // If only a part is unknown, such as a note, the parent resource still exists.
    const isPart =
      design.partParam !== undefined && code === `${snakeCase(design.about)}_not_found`.toUpperCase();
    const { params, ...rest } = isPart ? requestFor(EXAMPLE_ACCOUNT, design) : request;
    return { ...rest, params: { ...params, [(isPart && design.partParam) || design.param]: name }, ...about };
  }
  return { ...(design.access !== 'public' && { account: name }), ...request, ...about };
}

function requestFor(account: string, design: Design): Pick<PlannedExample, 'params' | 'query' | 'body'> {
  const { param, partParam, subject, ofAccount, body, about, query } = design;
  const id = isAccount(design) ? account : `${kebabCase(subject ?? about)}-${account}`;
  const filters = Object.fromEntries(query.map(({ name, text }) => [name, text]));
  const texts = { ...(ofAccount && { account_id: account }), ...filters };
  return {
    ...(param !== undefined && {
      params: {
        [param]: id,
        ...(partParam !== undefined && { [partParam]: `${kebabCase(about)}-${account}` }),
      },
    }),
    ...(Object.keys(texts).length > 0 && { query: texts }),
    ...(body.length > 0 && { body: 'filled' }),
  };
}

function withoutAccount(
  request: Pick<PlannedExample, 'params' | 'query' | 'body'>,
  { ofAllAccounts }: Design,
): Pick<PlannedExample, 'params' | 'query' | 'body'> {
  if (!ofAllAccounts) return request;
  const { query: { account_id: _, ...query } = {}, ...rest } = request;
  return { ...rest, ...(Object.keys(query).length > 0 && { query }) };
}

function isAccount({ param }: Design): boolean {
  return param === 'account_id';
}
