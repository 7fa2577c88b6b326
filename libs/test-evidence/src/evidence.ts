import { z } from 'zod';

/**
 * A request that a test sent to a service and that got a response from the contract. It is the evidence that the
 * operation is tested.
 */
export const evidenceSchema = z.strictObject({
  /** `<service>.<operation>`, such as `card.listCards`. */
  operation: z.string(),
  status: z.int(),
  /** The example of the contract that was sent. Null for other requests. */
  example: z.string().nullable(),
  /** The spec file, relative to the workspace's root. */
  spec: z.string(),
  /** The full name of the test, as Jest reports it. Null in a hook that runs for several tests. */
  test: z.string().nullable(),
});

/** The name of a spec's file in an evidence folder. Workers run specs in parallel, so each spec has its own file. */
export function evidenceFileName(spec: string): string {
  return `${encodeURIComponent(spec)}.jsonl`;
}

export type Evidence = Readonly<z.output<typeof evidenceSchema>>;
