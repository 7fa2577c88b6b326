import { type Change, type Place, allows, breaks } from './change.ts';
import { type Document, type Documents, type Fields, fields, isSame, resolve, strings } from './document.ts';
import type { DocumentedOperation } from './operations-of.ts';

const PUBLIC = 'public';
const INSTEAD = 'leave it, and add an operation for those who may do more';

/** Compares who may call an operation, from where and with which credentials. */
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
  const what = `is for ${now || 'anybody'} instead of ${old || 'anybody'}`;
  const kind = `who ${old} → ${now}`;
  return [now === PUBLIC ? allows(place, kind, what) : breaks(place, kind, what, INSTEAD)];
}

function compareExposure(before: DocumentedOperation, after: DocumentedOperation, place: Place): Change[] {
  if (before.isExposed === after.isExposed) return [];
  if (after.isExposed)
    return [allows(place, 'exposure internal → edge', 'can also be called through the edge')];
  const instead = 'leave it, and add an internal operation beside it';
  return [breaks(place, 'exposure edge → internal', 'can no longer be called through the edge', instead)];
}

function compareCredentials(before: DocumentedOperation, after: DocumentedOperation, place: Place): Change[] {
  if (isSame(before.security, after.security)) return [];
  const isRefused = before.security.some((old) => !after.security.some((now) => isEnough(old, now)));
  if (!isRefused) return [allows(place, 'security', 'can be had with other credentials, too')];
  const wanted = after.security.map(credentials).join(' or ');
  const sent = before.security.map(credentials).join(' or ');
  return [breaks(place, `security ${sent} → ${wanted}`, `wants ${wanted} instead of ${sent}`, INSTEAD)];
}

/** Whether credentials that met the old requirement also meet the new one. */
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
    .map((name) => breaks(place, `${name} changed`, `takes another kind of ${name}`, INSTEAD));
}

function schemeOf(document: Document, name: string): Fields {
  const { description, ...scheme } = resolve(
    document,
    fields(fields(document.components).securitySchemes)[name],
  );
  return scheme;
}
