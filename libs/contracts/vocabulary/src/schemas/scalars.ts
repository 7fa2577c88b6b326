import { z } from 'zod';

/** A reader replaces unknown enum values with this value. */
export const UNKNOWN = 'unknown';

/** The examples are for this day. Tests use seed data for this day, and set the clock to this day. */
export const EXAMPLE_DAY = '2026-06-15';

/**
 * How the OpenAPI document shows a parameter. A parameter arrives as text, so its zod schema is for a string. The
 * document can show a different type, such as an integer.
 */
export const parameterSchemas = z.registry<{ readonly json: Record<string, unknown> }>();

/** These path parameters give access to a resource, so logs must not contain them. */
export const secretParameters = z.registry<{ readonly secret: true }>();

/** An opaque id. It contains only characters that are safe in paths, logs and SQL. */
export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens or underscores');

/** A date that people see (Europe/Stockholm), YYYY-MM-DD. The date must exist. The year 0 is invalid. */
export const calendarDate = z.iso
  .date('must be a date that exists, YYYY-MM-DD')
  .refine(hasYear, 'must be a date that exists, YYYY-MM-DD');

/** RFC 3339, UTC, with a Z. */
export const timestamp = z.iso.datetime().refine(hasYear, 'must be a time that exists');

/**
 * An enum in a response. Later versions of the contract can add values. A reader that doesn't know a value reads it as
 * `unknown` (see tolerantReader).
 */
export function openEnum<const V extends readonly [string, ...string[]]>(values: V) {
  return z.enum([...values, UNKNOWN]);
}

/**
 * A whole number in a query string. The text may contain only decimal digits: `1e2`, `+1`, ` 1` and `1.0` are invalid.
 */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  const fault = `must be a whole number from ${min} to ${max}`;
  const schema = z.codec(
    z.string(fault).regex(/^\d{1,15}$/, fault),
    z.int().min(min, fault).max(max, fault),
    {
      decode: Number,
      encode: String,
    },
  );
  parameterSchemas.add(schema, { json: { type: 'integer', minimum: min, maximum: max } });
  return schema;
}

export function integerParameter(options: { min: number; max: number; default: number }) {
  const schema = wholeNumber(options).default(options.default);
  parameterSchemas.add(schema, {
    json: { type: 'integer', minimum: options.min, maximum: options.max, default: options.default },
  });
  return schema;
}

/** ISO 8601 has a year 0, but calendars and PostgreSQL do not. */
function hasYear(text: string): boolean {
  return !text.startsWith('0000');
}
