import type { ChangedContract, ContractChange, History } from '#libs/portal-data';
import type { ContractHistory } from '#tools/contracts';

type ServiceChange = ContractHistory['commits'][number]['changes'][number];

/** Matches a screen with its elements: "the screen home (balance, cards)". */
const SCREEN = /^(?<screen>the screen [^(]+) \((?<elements>.+)\)$/;

const RESPONSE = /\bresponse (?<status>\d{3})\b/;
const list = new Intl.ListFormat('en');

/** Groups the changes of each commit by service, and merges repeated changes, messages and callers. */
export function describeChanges({ commits, isCut }: ContractHistory): History {
  return {
    isCut,
    commits: commits.map(({ changes, ...commit }) => ({
      ...commit,
      contracts: joinChanges(changes),
    })),
  };
}

function joinChanges(changes: readonly ServiceChange[]): ChangedContract[] {
  return [...Map.groupBy(changes, ({ service }) => service)].map(([service, ofService]) => ({
    service,
    changes: joinMessages(joinOperations(ofService)),
    affects: joinAffected(ofService.flatMap(({ affects }) => affects)),
  }));
}

function joinOperations(changes: readonly ServiceChange[]): ContractChange[] {
  const described = changes.map((change) => ({
    ...change,
    message: describe(change),
  }));
  return group(described, ({ breaking, message, remedy }) => [breaking, message, remedy]).map((same) => ({
    ...changeOf(same[0]),
    operations: [...new Set(same.map(({ operation }) => operation))],
    messages: [same[0].message],
  }));
}

function joinMessages(changes: readonly ContractChange[]): ContractChange[] {
  return group(changes, ({ breaking, operations, remedy }) => [breaking, operations, remedy]).map((same) => ({
    ...changeOf(same[0]),
    operations: same[0].operations,
    messages: joinResponses(same.flatMap(({ messages }) => messages)),
  }));
}

/** Combines messages that differ only in the response status: "header etag of responses 200 and 304 was added". */
function joinResponses(messages: readonly string[]): string[] {
  return group(messages, (message) => message.replace(RESPONSE, 'response')).map((same) => {
    const statuses = same.flatMap((message) => RESPONSE.exec(message)?.groups?.status ?? []);
    if (statuses.length < 2) return same[0];
    const joined = same[0].replace(RESPONSE, `responses ${list.format(statuses)}`);
    return joined.startsWith('responses') ? joined.replace(' was ', ' were ') : joined;
  });
}

function changeOf({ breaking, remedy }: Pick<ContractChange, 'breaking' | 'remedy'>) {
  return { breaking, ...(remedy !== undefined && { remedy }) };
}

function group<T>(items: readonly T[], keyOf: (item: T) => unknown): [T, ...T[]][] {
  const groups = Map.groupBy(items, (item) => JSON.stringify(keyOf(item)));
  return [...groups.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [[first, ...rest]]));
}

/** Lists each caller once. A screen is also listed once, with all its affected elements. */
function joinAffected(affected: readonly string[]): string[] {
  const elementsOf = new Map<string, Set<string>>();
  for (const caller of affected) {
    const { screen = caller, elements } = SCREEN.exec(caller)?.groups ?? {};
    const known = elementsOf.get(screen) ?? new Set();
    elementsOf.set(screen, new Set([...known, ...(elements?.split(', ') ?? [])]));
  }
  return [...elementsOf].map(([caller, elements]) =>
    elements.size === 0 ? caller : `${caller} (${[...elements].join(', ')})`,
  );
}

/** Removes the operation's name from the message, because the portal shows that name beside it. */
function describe({ operation, message }: ServiceChange): string {
  return message.replace(`${operation}: `, '').replace(`${operation} `, 'The operation ');
}
