import type { ContractChange, History } from '#libs/portal-data';
import type { ContractHistory } from '#tools/contracts';

type ServiceChange = ContractHistory['commits'][number]['changes'][number];

/** Joins the changes of a commit that differ only in their operation. */
export function describeChanges({ commits, isCut }: ContractHistory): History {
  return {
    isCut,
    commits: commits.map((commit) => ({ ...commit, changes: joinChanges(commit.changes) })),
  };
}

function joinChanges(changes: readonly ServiceChange[]): ContractChange[] {
  const described = changes.map((change) => ({ change, message: describe(change) }));
  const groups = Map.groupBy(described, ({ change, message }) =>
    JSON.stringify([change.service, change.breaking, message, change.remedy]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { service, breaking, remedy } = first.change;
    return [
      {
        service,
        operations: [...new Set(group.map(({ change }) => change.operation))],
        breaking,
        message: first.message,
        ...(remedy !== undefined && { remedy }),
        affects: [...new Set(group.flatMap(({ change }) => change.affects))],
      },
    ];
  });
}

/** The message without the name of the operation, which the portal shows beside it. */
function describe({ operation, message }: ServiceChange): string {
  return message.replace(`${operation}: `, '').replace(`${operation} `, 'The operation ');
}
