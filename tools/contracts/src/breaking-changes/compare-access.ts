import { type Change, type Place, breaking, compatible } from './change.ts';
import { type Document, type Documents, type Fields, fields, isSame, resolve, strings } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

const REMEDY = 'keep the access, and add another operation for the other callers';

/** Compares who may call an operation, from where, and with which credentials. */
export function compareAccess(
  documents: Documents,
  before: DocumentedOperation,
  after: DocumentedOperation,
  place: Place,
): Change[] {
  return [
    ...compareWho(before.access, after.access, place),
    ...compareExposure(before, after, place),
    ...compareCredentials(before, after, place),
    ...compareSchemes(documents, before, place),
  ];
}

function compareWho(old: string, now: string, place: Place): Change[] {
  if (old === now) return [];
  const what = `changed from ${old || 'anybody'} to ${now || 'anybody'}`;
  const kind = `who ${old} → ${now}`;
  return [includes(now, old) ? compatible(place, kind, what) : breaking(place, kind, what, REMEDY)];
}

/** Whether `wide` allows every caller that `narrow` allows. Owners are members. */
function includes(wide: string, narrow: string): boolean {
  return wide === 'public' || (wide === 'member' && narrow === 'owner');
}

function compareExposure(before: DocumentedOperation, after: DocumentedOperation, place: Place): Change[] {
  if (before.isExposed === after.isExposed) return [];
  if (after.isExposed) return [compatible(place, 'exposure internal → edge', 'now includes the edge')];
  const remedy = 'keep it at the edge, and add an internal operation';
  return [breaking(place, 'exposure edge → internal', 'no longer includes the edge', remedy)];
}

function compareCredentials(before: DocumentedOperation, after: DocumentedOperation, place: Place): Change[] {
  if (isSame(before.security, after.security)) return [];
  const isRejected = before.security.some((old) => !after.security.some((now) => isEnough(old, now)));
  if (!isRejected) return [compatible(place, 'security', 'also accepts other credentials')];
  const wanted = after.security.map(credentials).join(' or ');
  const sent = before.security.map(credentials).join(' or ');
  return [breaking(place, `security ${sent} → ${wanted}`, `requires ${wanted} instead of ${sent}`, REMEDY)];
}

function isEnough(sent: Fields, wanted: Fields): boolean {
  return Object.keys(wanted).every(
    (scheme) =>
      scheme in sent && strings(wanted[scheme]).every((scope) => strings(sent[scheme]).includes(scope)),
  );
}

function credentials(requirement: Fields): string {
  const schemes = Object.entries(requirement).map(([scheme, scopes]) =>
    strings(scopes).length > 0 ? `${scheme} (${strings(scopes).join(', ')})` : scheme,
  );
  return schemes.length > 0 ? schemes.join(' and ') : 'nothing';
}

function compareSchemes(documents: Documents, { security }: DocumentedOperation, place: Place): Change[] {
  const names = new Set(security.flatMap((requirement) => Object.keys(requirement)));
  return [...names]
    .filter((name) => !isSame(schemeOf(documents.before, name), schemeOf(documents.after, name)))
    .map((name) => breaking(place, `${name} changed`, `uses another kind of ${name}`, REMEDY));
}

function schemeOf(document: Document, name: string): Fields {
  const { description, ...scheme } = resolve(
    document,
    fields(fields(document.components).securitySchemes)[name],
  );
  return scheme;
}
