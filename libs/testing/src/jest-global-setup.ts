import { type TestServer, startTestServer } from '#libs/stand-ins';
import { openQueryRecords } from './query-records.ts';
import { assertGatesPresent } from './required-gates.ts';

declare global {
  var testServer: TestServer | undefined;
}

export default async function setUp({ rootDir }: { readonly rootDir: string }): Promise<void> {
  assertGatesPresent(rootDir);
  openQueryRecords();
  globalThis.testServer = await startTestServer();
}
