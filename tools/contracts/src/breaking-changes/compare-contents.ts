import { type Change, type Place, allows, breaks } from './change.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Documents, type Fields, fields } from './document.ts';

/** Compares media types and the schema of each. */
export function compareContents(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const old = fields(before.content);
  const now = fields(after.content);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((media) => {
    if (!(media in now))
      return [breaks(place, `${media} removed`, `is no longer there as ${media}`, 'keep both formats')];
    if (!(media in old)) return [allows(place, `${media} added`, `can be ${media} now`)];
    return compareSchemas(documents, fields(old[media]).schema, fields(now[media]).schema, place);
  });
}
