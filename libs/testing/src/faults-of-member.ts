import { type Example, type Operation, accountOfCaller, platformProblems } from '#contracts/vocabulary';
import { changedTables, databaseState } from './database-state.ts';
import { sendExample } from './send-example.ts';
import type { TestService } from './test-service.ts';

/** An account that the caller owns. The caller is only a member of the account in the example. */
const OWN_ACCOUNT = 'own-company';

/**
 * Sends the example of a member who may not use the operation, and returns each response other than 403 and each
 * changed table. The guard rejects a member who owns nothing. Only the service can reject a member who owns a
 * different company.
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
