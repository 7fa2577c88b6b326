import { type Account, type Membership, type Overview, accountContract } from '#contracts/account';
import type { Page } from '#contracts/vocabulary';
import { type TestResponse, TestService } from '#libs/testing';
import { service } from '../src/service.ts';
import { type Callees, startCallees } from './fake-callees.ts';

const { getOverview, listAccounts, listMemberships } = accountContract.operations;

const NO_DEADLINE_MS = 60_000;

export interface AccountService {
  readonly account: TestService;
  readonly callees: Callees;
  stop(): Promise<void>;
}

export async function startAccountService(deadlineMs = NO_DEADLINE_MS): Promise<AccountService> {
  const callees = await startCallees();
  const account = await TestService.start(service, {
    callees: Object.values(callees),
    environment: { RPC_DEADLINE_MS: String(deadlineMs) },
  });
  return { account, callees, stop: () => account.stop() };
}

/** The identity provider may read memberships, so tests use its token. */
export function issuerToken({ issuer }: TestService): Promise<string> {
  return issuer.mintMachine('identity-provider', 'memberships.read');
}

export function overviewIn({ body }: TestResponse): Overview {
  return getOverview.responses[200].schema.parse(body).data;
}

export function accountsIn({ body }: TestResponse): { data: Account[]; page: Page } {
  return listAccounts.responses[200].schema.parse(body);
}

export function membershipsIn({ body }: TestResponse): { data: Membership[]; page: Page } {
  return listMemberships.responses[200].schema.parse(body);
}
