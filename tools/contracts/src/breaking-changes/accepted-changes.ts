import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parse } from 'yaml';
import type { ServiceChange } from './service-changes.ts';

/** Relative to the root. */
export const ACCEPTED_FILE = 'libs/contracts/breaking.yaml';

const schema = z.array(
  z.strictObject({
    service: z.string().min(1),
    change: z.string().min(1),
    reason: z.string().min(1),
    approver: z.string().min(1),
    expires: z.iso.date(),
  }),
);

export type AcceptedChange = z.output<typeof schema>[number];

export interface CheckResult {
  readonly refused: readonly ServiceChange[];
  readonly accepted: readonly ServiceChange[];
  /** Expired entries fail the check. */
  readonly expired: readonly string[];
  readonly unused: readonly string[];
}

/** Throws an Error that lists every invalid entry. The file is optional. */
export function readAccepted(root: string): AcceptedChange[] {
  const file = join(root, ACCEPTED_FILE);
  return existsSync(file) ? readAcceptedChanges(readFileSync(file, 'utf8')) : [];
}

/** Throws an Error that lists every invalid entry. */
export function readAcceptedChanges(text: string): AcceptedChange[] {
  const result = schema.safeParse(parse(text) ?? []);
  if (!result.success) throw new Error(`${ACCEPTED_FILE} is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Divides breaking changes into accepted and refused changes. `today` is a date, YYYY-MM-DD. */
export function applyAcceptedChanges(
  changes: readonly ServiceChange[],
  entries: readonly AcceptedChange[],
  today: string,
): CheckResult {
  const breaking = changes.filter((change) => change.breaking);
  const valid = entries.filter(({ expires }) => expires >= today);
  const isAccepted = (change: ServiceChange) => valid.some((entry) => accepts(entry, change));
  const expired = entries.filter(({ expires }) => expires < today);
  const unused = valid.filter((entry) => !breaking.some((change) => accepts(entry, change)));
  return {
    refused: breaking.filter((change) => !isAccepted(change)),
    accepted: breaking.filter(isAccepted),
    expired: expired.map((entry) => `${name(entry)} expired on ${entry.expires}. Remove it.`),
    unused: unused.map(
      (entry) => `${name(entry)} accepts no change. Remove it before it expires on ${entry.expires}.`,
    ),
  };
}

function accepts(entry: AcceptedChange, change: ServiceChange): boolean {
  return entry.service === change.service && entry.change === change.id;
}

function name({ service, change }: AcceptedChange): string {
  return `${ACCEPTED_FILE}: the entry of ${service} for "${change}"`;
}
