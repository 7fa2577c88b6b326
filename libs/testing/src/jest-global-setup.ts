import { type TestServer, startTestServer } from '#libs/stand-ins';
import { assertGatesPresent } from './required-gates.ts';

declare global {
  var testServer: TestServer | undefined;
}

/** Jest's global setup for projects whose tests need a PostgreSQL. */
export default async function setUp({ rootDir }: { readonly rootDir: string }): Promise<void> {
  assertGatesPresent(rootDir);
  globalThis.testServer = await startTestServer();
}
