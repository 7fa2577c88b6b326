import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Stack, type StackOptions, startStack } from '#tools/local-stack';

export type TestStack = Stack;

const root = resolve(__dirname, '../../..');

/** A limit of calls per minute that the tests never reach. */
const NO_LIMIT = '1000000';

/** Starts the bundled services on free ports, with new seed data and without rate limits. */
export async function startTestStack(
  environment: NodeJS.ProcessEnv = {},
  options: Pick<StackOptions, 'tokenSeconds'> = {},
): Promise<TestStack> {
  const directory = mkdtempSync(join(tmpdir(), 'qred-e2e-'));
  const stack = await startStack({
    ...options,
    root,
    directory,
    ports: 'free',
    durable: false,
    build: false,
    environment: { RATE_LIMIT_PER_MINUTE: NO_LIMIT, ...environment },
  });
  return {
    ...stack,
    async stop() {
      await stack.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
