import { type TestStack, startTestStack } from './test-stack.ts';

declare global {
  var testStack: TestStack | undefined;
}

/**
 * Starts the stack that all tests share, unless E2E_EDGE_URL and E2E_ISSUER_URL point to a running stack. A test that
 * stops services starts a separate stack.
 */
export default async function setUp(): Promise<void> {
  if (process.env.E2E_EDGE_URL !== undefined) return;
  const stack = await startTestStack();
  globalThis.testStack = stack;
  process.env.E2E_EDGE_URL = stack.edge.url;
  process.env.E2E_ISSUER_URL = stack.issuer.url;
}
