import { EXAMPLE_ACCOUNT, platformProblems } from '#contracts/vocabulary';
import type { DesignedProblem } from '../brief/design-problem.ts';
import type { Design } from '../brief/design.ts';
import { kebabCase } from '../brief/words.ts';

/** A company whose members see nothing of that one. */
const STRANGER = 'no-card';
/** No identifier, whatever it is of. */
const NO_ID = 'not an id';

const { accountNotFound, invalidRequest } = platformProblems;

type Texts = Readonly<Record<string, string>>;

/** An example that the contract is to have, and the acceptance test to see kept. */
export interface PromisedExample {
  readonly name: string;
  readonly summary: string;
  /** Whose member asks, where it is not the company that the request names. */
  readonly account?: string;
  readonly params?: Texts;
  readonly query?: Texts;
  readonly body?: 'what is sent' | 'nothing';
  /** Whether guard and validation keep it, which every operation has before it is built. */
  readonly isKeptUnbuilt?: true;
  readonly answer: 'what is shown' | 'no entries' | { readonly problem: string };
}

/** An example of each state that a brief names: filled, empty, of somebody else, invalid, and what can go wrong. */
export function promisedExamples(design: Design): PromisedExample[] {
  const { summary, whenNothing, problems } = design;
  const filled: PromisedExample = {
    ...requestFor(EXAMPLE_ACCOUNT, design),
    name: 'filled',
    summary: summary.replace(/\.$/, ''),
    answer: 'what is shown',
  };
  return [
    filled,
    // A list of nobody in particular is as long as it is; nothing can be asked that has none.
    ...(design.ofAccount
      ? [
          {
            ...requestFor(`no-${kebabCase(design.about)}`, design),
            name: 'empty',
            summary: whenNothing,
            answer: 'no entries' as const,
          },
        ]
      : []),
    ...forbidden(filled, design),
    invalid(filled, design),
    ...problems.map((problem) => problemExample(problem, design)),
  ];
}

/** What belongs to another company is answered as if it did not exist. */
function forbidden(filled: PromisedExample, design: Design): PromisedExample[] {
  if (design.access === 'public') return [];
  const problem = design.problems.find(({ status }) => status === 404)?.code ?? accountNotFound.code;
  const summary = `Of another company's ${design.about}, members are told nothing`;
  // The guard knows whose company it is where the request says so; of other ids only the data tells.
  const isKeptUnbuilt = design.ofAccount || isAccount(design);
  return [
    {
      ...filled,
      name: 'forbidden',
      summary,
      account: STRANGER,
      ...(isKeptUnbuilt && { isKeptUnbuilt }),
      answer: { problem },
    },
  ];
}

/** The smallest slip that the request leaves room for. */
function invalid(filled: PromisedExample, { list, param, body }: Design): PromisedExample {
  const slip = (
    summary: string,
    request: Pick<PromisedExample, 'params' | 'query' | 'body'>,
  ): PromisedExample => ({
    ...filled,
    ...request,
    name: 'invalid',
    summary,
    isKeptUnbuilt: true,
    answer: { problem: invalidRequest.code },
  });
  if (body.length > 0) return slip('Nothing is sent', { body: 'nothing' });
  if (list) return slip('A page of no entries', { query: { ...filled.query, limit: '0' } });
  return slip('An id that is none', { params: { [param ?? 'id']: NO_ID } });
}

/** A thing that is not there is nobody's; one that something is wrong with belongs to the company of that name. */
function problemExample(
  { code, status, title, example: name }: DesignedProblem,
  design: Design,
): PromisedExample {
  const about = { name, summary: title, answer: { problem: code } };
  const request = requestFor(name, design);
  if (!design.param || isAccount(design)) return { ...request, ...about };
  if (status === 404) return { ...request, params: { [design.param]: name }, ...about };
  return { ...(design.access === 'member' && { account: name }), ...request, ...about };
}

function requestFor(account: string, design: Design): Pick<PromisedExample, 'params' | 'query' | 'body'> {
  const { param, ofAccount, body, about } = design;
  const id = isAccount(design) ? account : `${kebabCase(about)}-${account}`;
  return {
    ...(param !== undefined && { params: { [param]: id } }),
    ...(ofAccount && { query: { account_id: account } }),
    ...(body.length > 0 && { body: 'what is sent' }),
  };
}

function isAccount({ param }: Design): boolean {
  return param === 'account_id';
}
