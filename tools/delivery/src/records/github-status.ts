import { type Incident, type Outcome, incidentSchema, outcomeSchema } from './record.ts';

/** GitHub's limit for descriptions. */
const DESCRIPTION_LENGTH = 140;
/** Enough of a sha to be unique in a repository, short enough for a description. */
const SHA_LENGTH = 12;

const OUTCOME =
  /^(?<result>success|failure|rolled_back) (?<ended_at>\S+?)(?:, exposed (?<exposed_at>\S+?))?(?:: (?<reason>.+))?$/s;
const INCIDENT =
  /^incident (?<started_at>\S+?)(?: until (?<ended_at>\S+?))?(?: fixed by (?<fixed_by>[0-9a-f, ]+))?: (?<description>.+)$/s;

/** A status of a GitHub deployment. */
export interface Status {
  readonly description: string;
  readonly log_url?: string | null | undefined;
}

/** The meaning of a status. */
export type StatusNote = { readonly outcome: Outcome } | { readonly incident: Incident };

export function formatOutcome({ result, ended_at, exposed_at, reason }: Outcome): string {
  const exposed = exposed_at === undefined ? '' : `, exposed ${exposed_at}`;
  return shorten(`${result} ${ended_at}${exposed}${reason === undefined ? '' : `: ${reason}`}`);
}

export function formatIncident({ started_at, ended_at, fixed_by = [], description }: Incident): string {
  const end = ended_at === undefined ? '' : ` until ${ended_at}`;
  const fixes = fixed_by.map((sha) => sha.slice(0, SHA_LENGTH)).join(', ');
  return shorten(`incident ${started_at}${end}${fixes && ` fixed by ${fixes}`}: ${description}`);
}

/** Reads a status. Undefined for one without a meaning, such as those that GitHub adds. */
export function readStatus({ description, log_url }: Status): StatusNote | undefined {
  const outcome = outcomeSchema.safeParse(OUTCOME.exec(description)?.groups);
  if (outcome.success) return { outcome: outcome.data };
  const { fixed_by, ...groups } = INCIDENT.exec(description)?.groups ?? {};
  const incident = incidentSchema.safeParse({
    ...groups,
    ...(fixed_by && { fixed_by: fixed_by.split(', ') }),
    ...(log_url && { url: log_url }),
  });
  return incident.success ? { incident: incident.data } : undefined;
}

/** Cuts a text to the length of a description. */
export function shorten(text: string): string {
  return text.length <= DESCRIPTION_LENGTH ? text : `${text.slice(0, DESCRIPTION_LENGTH - 1)}…`;
}
