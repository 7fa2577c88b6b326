import { type Change, type Place, breaking, compatible } from './change.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Documents, type Fields, fields } from './document.ts';

export function compareContents(documents: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const old = fields(before.content);
  const now = fields(after.content);
  const types = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return types.flatMap((media) => {
    if (!(media in now))
      return [breaking(place, `${media} removed`, `no longer has the format ${media}`, 'keep both formats')];
    if (!(media in old)) return [compatible(place, `${media} added`, `also has the format ${media}`)];
    const inner = types.length > 1 ? placeOfMedia(place, media) : place;
    return compareSchemas(documents, fields(old[media]).schema, fields(now[media]).schema, inner);
  });
}

function placeOfMedia(place: Place, media: string): Place {
  return { ...place, id: `${place.id} ${media}`, part: `${place.part} as ${media}` };
}
