import type { Brief } from '../answers/brief.ts';
import { isTime } from '../checks/find-lost-answers.ts';
import { isAbout, settingsOf } from '../checks/known-things.ts';
import type { Design } from '../design/design.ts';
import type { DeclaredOperation } from '../existing.ts';
import { allOf, spaced } from '../words.ts';

/** Names of moments at which the author expects something to happen: "last day", "abroad until". */
const LATER =
  /\b(until|last day|first day|\w+ from|start(s|ing)?( date| day| on)?|end(s|ing)?( date| day| on)?)$/i;

/** Adds a note if a brief sends a date at which the platform does nothing. */
export function noteInactiveDates({ send, goes_wrong, withoutEffect }: Brief, { form }: Design): string[] {
  const isFuture = goes_wrong.some(({ when }) => /\b(has passed|in the past|already over)\b/i.test(when));
  if (form === 'read' || withoutEffect !== undefined) return [];
  return send
    .filter((value) => isTime(value) && (LATER.test(value.name.trim()) || (isFuture && form !== 'new')))
    .map(
      ({ name }) =>
        `The platform does nothing on its own at "${name}". If something must happen at that time, ask a developer first.`,
    );
}

export function noteReplaced({ form, body }: Design): string[] {
  if (form !== 'setting') return [];
  return body.flatMap(({ name, kind, optional }) => {
    const empty = kind.startsWith('list of 0') ? ' An empty list removes all entries.' : '';
    return [
      ...(kind.startsWith('list of') ? [`A call replaces the whole list "${spaced(name)}".${empty}`] : []),
      ...(optional ? [`If the app leaves out "${spaced(name)}", the setting loses this value.`] : []),
    ];
  });
}

/** Adds a note about each value that an existing edit or setting of the same resource also changes. */
export function noteOtherChanges(
  { form, subject, operationId, body }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (form !== 'edit' && form !== 'setting') return [];
  const others = settingsOf(subject, operations).filter(({ id }) => id !== operationId);
  return body.flatMap(({ name }) => {
    const other = others.find(({ sends }) => sends.includes(name));
    return other
      ? [
          `${other.id} also sets "${spaced(name)}". Leave "${spaced(name)}" out here, unless both operations should set it.`,
        ]
      : [];
  });
}

/** Values that many changes have in common. */
const COMMON = new Set(['comment', 'message', 'note', 'reason', 'status']);

/** Adds a note about an existing change of the same resource that has most of the values. */
export function noteSameAction(
  { form, subject, operationId, body, fields }: Design,
  operations: readonly DeclaredOperation[],
): string[] {
  if (form !== 'action' || subject === undefined) return [];
  const names = [...new Set([...body, ...fields].map(({ name }) => name))];
  const others = operations.filter(
    ({ method, id, ...known }) =>
      method === 'POST' && id !== operationId && isAbout({ ...known, method, id }, subject),
  );
  return others.flatMap(({ id, sends, shows }) => {
    const shared = names.filter((name) => sends.includes(name) || shows.includes(name));
    const isOwn = shared.some((name) => !COMMON.has(name));
    if (!isOwn || shared.length < 2 || shared.length * 2 < names.length) return [];
    const list = allOf(shared.map((name) => `"${spaced(name)}"`));
    return [
      `${id} also has ${list}. If your brief describes the same change, ask a developer to extend ${id}.`,
    ];
  });
}
