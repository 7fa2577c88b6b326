import {
  type Change,
  type Place,
  breaking,
  describeRuleChange,
  narrowed,
  ruleChangeId,
  widened,
} from './change.ts';
import type { Fields } from './document.ts';
import type { Variant } from './variants.ts';

interface Bound {
  readonly value: number;
  readonly isExclusive: boolean;
}

interface Side {
  readonly inclusive: string;
  readonly exclusive: string;
  /** 1 if a higher bound is tighter, -1 if a lower bound is tighter. */
  readonly step: 1 | -1;
}

const SIDES: readonly Side[] = [
  { inclusive: 'minimum', exclusive: 'exclusiveMinimum', step: 1 },
  { inclusive: 'maximum', exclusive: 'exclusiveMaximum', step: -1 },
];

export const BOUNDS = ['multipleOf', ...SIDES.flatMap(({ inclusive, exclusive }) => [inclusive, exclusive])];

/** Compares the numeric ranges and steps of two schemas. The schemas may use different keywords for the same range. */
export function compareBounds(before: Variant, after: Variant, place: Place): Change[] {
  return [...compareSteps(before, after, place), ...compareRanges(before, after, place)];
}

function compareSteps(before: Variant, after: Variant, place: Place): Change[] {
  const [old, now] = [stepOf(before), stepOf(after)];
  const isDeclared = 'multipleOf' in before.schema || 'multipleOf' in after.schema;
  if (old === now || !isDeclared) return [];
  const rule = ['multipleOf', old, now] as const;
  const [kind, what] = [ruleChangeId(...rule), describeRuleChange(...rule)];
  if (old === undefined || isMultiple(now, old)) return [narrowed(place, kind, what)];
  if (isMultiple(old, now)) return [widened(place, kind, what)];
  return [breaking(place, kind, what, 'keep it, and add a field or an operation with the new rule')];
}

/** The distance between two consecutive allowed numbers. Undefined if the schema has no step. */
function stepOf({ type, schema: { multipleOf } }: Variant): number | undefined {
  if (typeof multipleOf === 'number') return multipleOf;
  return type === 'integer' ? 1 : undefined;
}

/** Returns true if `of` is undefined. */
function isMultiple(step: number | undefined, of: number | undefined): boolean {
  if (step === undefined) return false;
  if (of === undefined) return true;
  const ratio = step / of;
  // A quotient of decimals, such as 0.1 / 0.01, is not exact.
  return Math.round(ratio) > 0 && Math.abs(ratio - Math.round(ratio)) < 1e-9;
}

function compareRanges(before: Variant, after: Variant, place: Place): Change[] {
  return SIDES.flatMap((side) => {
    const old = boundOf(before, side);
    const now = boundOf(after, side);
    const tighter = tightness(now, side) - tightness(old, side) || exclusion(now) - exclusion(old);
    if (tighter === 0) return [];
    const rule = [side.inclusive, format(old), format(now)] as const;
    return [(tighter > 0 ? narrowed : widened)(place, ruleChangeId(...rule), describeRuleChange(...rule))];
  });
}

function boundOf({ type, schema }: Variant, { inclusive, exclusive, step }: Side): Bound | undefined {
  const isWhole = type === 'integer';
  const found = [...read(schema, inclusive, false), ...read(schema, exclusive, true)].map((bound) =>
    // For integers, "above 0" equals "1 or more".
    isWhole && bound.isExclusive ? { value: bound.value + step, isExclusive: false } : bound,
  );
  return found.sort((one, other) => (other.value - one.value) * step || exclusion(other) - exclusion(one))[0];
}

function read(schema: Fields, keyword: string, isExclusive: boolean): Bound[] {
  const value = schema[keyword];
  return typeof value === 'number' ? [{ value, isExclusive }] : [];
}

function tightness(bound: Bound | undefined, { step }: Side): number {
  return bound === undefined ? -Number.MAX_VALUE : bound.value * step;
}

function exclusion(bound: Bound | undefined): number {
  return bound?.isExclusive ? 1 : 0;
}

function format(bound: Bound | undefined): unknown {
  if (bound === undefined) return undefined;
  return bound.isExclusive ? `${bound.value} (exclusive)` : bound.value;
}
