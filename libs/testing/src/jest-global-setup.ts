import { type TestServer, startTestServer } from '#libs/stand-ins';

declare global {
  var testServer: TestServer | undefined;
}

/** Jest's global setup for projects whose tests need a PostgreSQL. */
export default async function setUp(): Promise<void> {
  globalThis.testServer = await startTestServer();
}
