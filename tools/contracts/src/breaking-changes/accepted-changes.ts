import { z } from 'zod';
import { parse } from 'yaml';
import type { ServiceChange } from './service-changes.ts';

/** The file with accepted breaking changes, relative to the root. */
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

export interface Judgement {
  readonly refused: readonly ServiceChange[];
  readonly accepted: readonly ServiceChange[];
  /** Errors in the list itself. */
  readonly faults: readonly string[];
  /** Unused entries. */
  readonly remarks: readonly string[];
}

/** Reads the list of accepted changes. Throws an Error that lists every invalid entry. */
export function readAcceptedChanges(text: string): AcceptedChange[] {
  const result = schema.safeParse(parse(text) ?? []);
  if (!result.success) throw new Error(`${ACCEPTED_FILE} is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Matches breaking changes with the list. `today` is a date, YYYY-MM-DD. */
export function judge(
  changes: readonly ServiceChange[],
  entries: readonly AcceptedChange[],
  today: string,
): Judgement {
  const breaking = changes.filter((change) => change.breaking);
  const valid = entries.filter(({ expires }) => expires >= today);
  const isAccepted = (change: ServiceChange) => valid.some((entry) => isFor(entry, change));
  const expired = entries.filter(({ expires }) => expires < today);
  const unused = valid.filter((entry) => !breaking.some((change) => isFor(entry, change)));
  return {
    refused: breaking.filter((change) => !isAccepted(change)),
    accepted: breaking.filter(isAccepted),
    faults: expired.map((entry) => `${name(entry)} expired on ${entry.expires}; remove it`),
    remarks: unused.map(
      (entry) => `${name(entry)} accepts nothing here; remove it before it expires on ${entry.expires}`,
    ),
  };
}

function isFor({ service, change }: AcceptedChange, { service: of, id }: ServiceChange): boolean {
  return service === of && change === id;
}

function name({ service, change }: AcceptedChange): string {
  return `${ACCEPTED_FILE}: ${service}, "${change}",`;
}
