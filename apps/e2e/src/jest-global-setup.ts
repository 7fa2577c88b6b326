import { type TestStack, startTestStack } from './test-stack.ts';

declare global {
  var testStack: TestStack | undefined;
}

/** Starts the stack that the tests share. A test that harms a stack starts one of its own. */
export default async function setUp(): Promise<void> {
  const stack = await startTestStack();
  globalThis.testStack = stack;
  process.env.E2E_EDGE_URL = stack.edge.url;
  process.env.E2E_ISSUER_URL = stack.issuer.url;
}
