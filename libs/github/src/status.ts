import { type Incident, type Outcome, incidentSchema, outcomeSchema } from './record.ts';

/** GitHub's limit for the description of a status. */
const DESCRIPTION_LENGTH = 140;
/** Twelve digits identify a commit in any repository of normal size. */
const SHA_LENGTH = 12;

const OUTCOME =
  /^(?<result>success|failure|rolled_back) (?<ended_at>\S+?)(?:, exposed (?<exposed_at>\S+?))?(?:: (?<reason>.+))?$/s;
const INCIDENT =
  /^incident (?<started_at>\S+?)(?: until (?<ended_at>\S+?))?(?: fixed by (?<fixed_by>[0-9a-f, ]+))?: (?<description>.+)$/s;

export type StatusNote = { readonly outcome: Outcome } | { readonly incident: Incident };

/** People read this text, and `readStatus` parses it. */
export function formatOutcome({ result, ended_at, exposed_at, reason }: Outcome): string {
  const exposed = exposed_at === undefined ? '' : `, exposed ${exposed_at}`;
  return shorten(`${result} ${ended_at}${exposed}${reason === undefined ? '' : `: ${reason}`}`);
}

export function formatIncident({ started_at, ended_at, fixed_by = [], description }: Incident): string {
  const end = ended_at === undefined ? '' : ` until ${ended_at}`;
  const fixes = fixed_by.map((sha) => sha.slice(0, SHA_LENGTH)).join(', ');
  return shorten(`incident ${started_at}${end}${fixes && ` fixed by ${fixes}`}: ${description}`);
}

export function readStatus(description: string): StatusNote | undefined {
  const outcome = outcomeSchema.safeParse(OUTCOME.exec(description)?.groups);
  if (outcome.success) return { outcome: outcome.data };
  const groups = INCIDENT.exec(description)?.groups;
  const incident = incidentSchema.safeParse({ ...groups, fixed_by: groups?.fixed_by?.split(', ') });
  return incident.success ? { incident: incident.data } : undefined;
}

export function shorten(text: string): string {
  return text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}
