import { z } from 'zod';
import { readTolerantly } from './read-tolerantly.ts';
import { UNKNOWN } from '#contracts/vocabulary';

type Reader = (value: unknown) => unknown;
type Test = (value: unknown) => boolean;

/** Returned by a compiled reader that can't read a value. */
const MISFIT = Symbol('misfit');
const SYNCHRONOUS = { async: false };
/** String formats that a pattern alone can check. */
const PATTERN_FORMATS = new Set<string>(['regex', 'date', 'datetime']);

/**
 * Compiles a schema into a fast function with the same results and errors as readTolerantly. If a compiled reader
 * can't read a value, readTolerantly reads the whole response.
 */
export function tolerantReader<S extends z.ZodType>(schema: S): (response: unknown) => z.output<S> {
  const read = compile(schema);
  return (response) => {
    const value = read(response);
    return value === MISFIT ? readTolerantly(schema, response) : (value as z.output<S>);
  };
}

function compile(schema: z.core.$ZodType): Reader {
  if (schema instanceof z.core.$ZodObject) return objectReader(schema);
  if (schema instanceof z.core.$ZodArray) return arrayReader(schema);
  if (schema instanceof z.core.$ZodNullable) return nullableReader(schema);
  if (schema instanceof z.core.$ZodOptional) return optionalReader(schema);
  if (schema instanceof z.core.$ZodEnum) return enumReader(schema);
  if (schema instanceof z.core.$ZodString) return scalarReader(schema, isString);
  if (schema instanceof z.core.$ZodNumber) return scalarReader(schema, Number.isFinite);
  return zodReader(schema);
}

function objectReader(schema: z.core.$ZodObject): Reader {
  const { shape, catchall, checks } = schema._zod.def;
  if (catchall || checks?.length) return zodReader(schema);
  const fields = Object.entries(shape).map(([name, field]) => ({
    name,
    read: compile(field),
    canBeMissing: field._zod.optin === 'optional' && field._zod.optout === 'optional',
  }));
  return (value) => {
    if (!isObject(value)) return MISFIT;
    const result: Record<string, unknown> = {};
    for (const { name, read, canBeMissing } of fields) {
      const given = value[name];
      if (given === undefined) {
        if (!canBeMissing || name in value) return MISFIT;
        continue;
      }
      const field = read(given);
      if (field === MISFIT) return MISFIT;
      result[name] = field;
    }
    return result;
  };
}

function arrayReader(schema: z.core.$ZodArray): Reader {
  const { element, checks } = schema._zod.def;
  if (checks?.length) return zodReader(schema);
  const read = compile(element);
  return (value) => {
    if (!Array.isArray(value)) return MISFIT;
    const items = value.map(read);
    return items.includes(MISFIT) ? MISFIT : items;
  };
}

function nullableReader(schema: z.core.$ZodNullable): Reader {
  const read = compile(schema._zod.def.innerType);
  return (value) => (value === null ? null : read(value));
}

function optionalReader(schema: z.core.$ZodOptional): Reader {
  return compile(schema._zod.def.innerType);
}

function enumReader(schema: z.core.$ZodEnum): Reader {
  if (schema._zod.def.checks?.length) return zodReader(schema);
  const values = new Set<unknown>(Object.values(schema._zod.def.entries));
  const other = values.has(UNKNOWN) ? UNKNOWN : MISFIT;
  return (value) => {
    if (!isString(value)) return MISFIT;
    return values.has(value) ? value : other;
  };
}

/** Uses zod if a check does more than accept or reject the value. */
function scalarReader(schema: z.core.$ZodString | z.core.$ZodNumber, isOfType: Test): Reader {
  const { checks = [], coerce } = schema._zod.def;
  // A format such as z.int() or z.iso.date() is both a schema and a check.
  const tests = (schema instanceof z.core.$ZodCheck ? [schema, ...checks] : checks).map(testOf);
  const [first = isOfType, second = isOfType, third] = tests;
  if (coerce || tests.includes(undefined) || third) return zodReader(schema);
  return (value) => (isOfType(value) && first(value) && second(value) ? value : MISFIT);
}

/** Returns undefined for a check that only zod can run. */
function testOf(check: object): Test | undefined {
  if (check instanceof z.core.$ZodCheckNumberFormat)
    return check._zod.def.format === 'safeint' ? Number.isSafeInteger : undefined;
  if (check instanceof z.core.$ZodCheckStringFormat) {
    const { format, pattern } = check._zod.def;
    if (!pattern || pattern.global || pattern.sticky || !PATTERN_FORMATS.has(format)) return undefined;
    return (value) => isString(value) && pattern.test(value);
  }
  if (check instanceof z.core.$ZodCustom) {
    const { fn, when } = check._zod.def;
    return when ? undefined : (value) => fn(value) === true;
  }
  return undefined;
}

function zodReader(schema: z.core.$ZodType): Reader {
  return (value) => {
    const payload = schema._zod.run({ value, issues: [] }, SYNCHRONOUS);
    return payload instanceof Promise || payload.issues.length > 0 ? MISFIT : payload.value;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
