import { SUNSET } from '#contracts/vocabulary';
import { type Change, type Place, breaking, compatible, describeRuleChange, ruleChangeId } from './change.ts';
import { type Documents, type Fields, fields } from './document.ts';

/**
 * Reports a removal, which is compatible on or after the sunset date. `before` is the old operation, parameter or
 * schema, which may be deprecated.
 */
export function removal(
  { today }: Documents,
  before: Fields,
  place: Place,
  { what, remedy }: { readonly what: string; readonly remedy: string },
): Change {
  const sunset = sunsetOf(before);
  if (sunset === undefined) return breaking(place, 'removed', what, remedy);
  if (sunset <= today) return compatible(place, 'removed', `${what}, after its sunset on ${sunset}`);
  return breaking(place, 'removed', what, `keep it until its sunset on ${sunset}`);
}

/**
 * Compares the announced sunset dates. An announced date may only become later, and a new date must be in the future.
 */
export function compareSunset({ today }: Documents, before: Fields, after: Fields, place: Place): Change[] {
  const [old, now] = [sunsetOf(before), sunsetOf(after)];
  if (old === now) return [];
  const [kind, what] = [ruleChangeId('sunset', old, now), describeRuleChange('sunset', old, now)];
  if (now === undefined) return [compatible(place, kind, what)];
  const isTooEarly = old === undefined ? now <= today : now < old;
  if (!isTooEarly) return [compatible(place, kind, what)];
  return [breaking(place, kind, what, `set a sunset after ${old ?? today}`)];
}

/**
 * The date from which a deprecated operation, parameter or schema may be removed. A parameter's date is in its schema.
 */
function sunsetOf(declared: Fields): string | undefined {
  const sunset = declared[SUNSET] ?? fields(declared.schema)[SUNSET];
  return declared.deprecated === true && typeof sunset === 'string' ? sunset : undefined;
}
