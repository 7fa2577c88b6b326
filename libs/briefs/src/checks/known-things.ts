import type { Brief } from '../answers/brief.ts';
import type { Design } from '../design/design.ts';
import type { DeclaredOperation, Existing } from '../existing.ts';
import { findBriefFor } from '../other-brief.ts';
import { kebabCase, plural, snakeCase, wordsOf } from '../words.ts';

export function isAbout({ paths }: DeclaredOperation, thing: string): boolean {
  const collection = `/v1/${kebabCase(plural(thing))}`;
  return paths.some((path) => path === collection || path.startsWith(`${collection}/`));
}

/** The operations that set values of a resource or of its parts. */
export function settingsOf(
  subject: string | undefined,
  operations: readonly DeclaredOperation[],
): DeclaredOperation[] {
  return operations.filter(
    (known) => subject !== undefined && /^(PUT|PATCH)$/.test(known.method) && isAbout(known, subject),
  );
}

/** Whether the path needs an id that no operation shows or creates. */
export function isIdUnknown(
  brief: Brief,
  { param, subject }: Pick<Design, 'param' | 'subject'>,
  operations: readonly DeclaredOperation[],
): boolean {
  if (subject === undefined || param === 'account_id') return false;
  return (
    brief.found_in === undefined &&
    !operations.some(
      (known) =>
        !known.access.startsWith('machine') &&
        isAbout(known, subject) &&
        (known.shows.length === 0 || known.shows.includes(`${snakeCase(subject)}_id`)),
    )
  );
}

/** Whether the edited resource and the sent value are the same, such as a telephone number. */
function isOwnValue({ send }: Brief, { form, about }: Design): boolean {
  return form === 'edit' && send.some(({ name }) => wordsOf(name).join(' ') === about);
}

export function askForId(
  brief: Brief,
  design: Design,
  { operations, briefs = [] }: Pick<Existing, 'operations' | 'briefs'>,
): string | undefined {
  const thing = design.subject ?? design.about;
  if (
    !isIdUnknown(brief, design, operations) ||
    findBriefFor(briefs, design.service, { thing, needsId: true })
  )
    return undefined;
  if (isOwnValue(brief, design))
    return `Which ${thing} does this change? No operation lists ${plural(thing)}. If a company has only one, write "setting" under changes, and "one summary" under shows. If it belongs to something that has a list, such as a card, write that thing under inside. If you write another brief for the list, write the name of that brief under found_in, for example "list ${plural(thing)}".`;
  if (design.form !== 'read') return undefined;
  return `Which ${thing} is it, and how does the user find it? No operation lists ${plural(thing)}. If a company has only one, write "company" under inside. If it is a part of something that has a list, such as an invoice, write that thing under inside. If you write another brief for the list, write the name of that brief under found_in, for example "list ${plural(thing)}".`;
}
