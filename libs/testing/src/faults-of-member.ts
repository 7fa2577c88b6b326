import { type Example, type Operation, accountOfCaller, platformProblems } from '#contracts/vocabulary';
import { changedTables, databaseState } from './database-state.ts';
import { sendExample } from './send-example.ts';
import type { TestService } from './test-service.ts';

/** The caller owns this account, but is only a member of the account in the example. */
const OWN_ACCOUNT = 'own-company';

/**
 * Sends an example as two members who may not use the operation. The guard rejects a member who owns no account. Only
 * the service can reject a member who owns a different account. Reports each response other than 403 and each changed
 * table.
 */
export async function faultsOfMember(
  service: TestService,
  operation: Operation,
  example: Example,
): Promise<string[]> {
  const account = accountOfCaller(example);
  const tokens = [
    await service.token(account),
    await service.issuer.mint({
      sub: 'user-test',
      account_ids: [account, OWN_ACCOUNT],
      owned_account_ids: [OWN_ACCOUNT],
    }),
  ];
  const faults: string[] = [];
  for (const token of tokens) {
    const before = await databaseState(service.dataSource);
    const { status } = await sendExample(service, operation, example, { token });
    const after = await databaseState(service.dataSource);
    if (status !== platformProblems.forbidden.status)
      faults.push(`${operation.id} returns ${status}, not 403`);
    faults.push(...changedTables(before, after).map((table) => `${operation.id} changes ${table}`));
  }
  return faults;
}
