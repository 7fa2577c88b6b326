import { resolve } from 'node:path';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { type TestResponse, ContractCaller } from '#libs/testing';
import { requestToken } from '#tools/local-stack';

const root = resolve(__dirname, '../../..');

/** Calls operations through the edge as a member of an account, and validates every response against its contract. */
export class Client {
  private constructor(
    private readonly caller: ContractCaller,
    readonly edgeUrl: string,
    private readonly issuerUrl: string,
  ) {}

  /** The default is the stack that all tests share. */
  static async connect(
    edgeUrl = environment('E2E_EDGE_URL'),
    issuerUrl = environment('E2E_ISSUER_URL'),
  ): Promise<Client> {
    return new Client(
      new ContractCaller(await loadContracts(loadManifests(root)), edgeUrl, { recordsEvidence: true }),
      edgeUrl,
      issuerUrl,
    );
  }

  token(account: string): Promise<string> {
    return requestToken(this.issuerUrl, account);
  }

  async get(account: string, path: string): Promise<TestResponse> {
    return this.caller.request('GET', path, { token: await this.token(account) });
  }

  async post(account: string, path: string, body: unknown): Promise<TestResponse> {
    return this.caller.request('POST', path, { token: await this.token(account), body });
  }

  request(...args: Parameters<ContractCaller['request']>): Promise<TestResponse> {
    return this.caller.request(...args);
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with apps/e2e/jest.config.js`);
  return value;
}
