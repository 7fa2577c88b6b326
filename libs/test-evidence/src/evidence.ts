import { z } from 'zod';

/**
 * A request that a test sent to a service. The response matched the contract, so this is evidence that the operation
 * is tested.
 */
export const evidenceSchema = z.strictObject({
  /** `<service>.<operation>`, such as `card.listCards`. */
  operation: z.string(),
  status: z.int(),
  /** The example that the test sent. Null for other requests. */
  example: z.string().nullable(),
  /** Relative to the workspace's root. */
  spec: z.string(),
  /** The full name of the test, as Jest reports it. Null in a hook, which runs for several tests. */
  test: z.string().nullable(),
});

/** Each spec has its own file, because Jest's workers run specs in parallel. */
export function evidenceFileName(spec: string): string {
  return `${encodeURIComponent(spec)}.jsonl`;
}

export type Evidence = Readonly<z.output<typeof evidenceSchema>>;
