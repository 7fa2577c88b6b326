import type { OperationDeprecation } from './operation.ts';
import { calendarDate } from '../schemas/scalars.ts';

/** This OpenAPI extension contains the date from which an operation or a field may be missing: YYYY-MM-DD. */
export const SUNSET = 'x-sunset';

/** Each response of a deprecated operation has these headers (RFC 9745, RFC 8594). Empty for other operations. */
export function deprecationHeaders({
  deprecated,
  sunset,
}: OperationDeprecation): Readonly<Record<string, string>> {
  if (deprecated === undefined) return {};
  return {
    Deprecation: `@${Date.parse(deprecated) / 1000}`,
    ...(sunset !== undefined && { Sunset: new Date(sunset).toUTCString() }),
  };
}

/** Throws an Error if a date doesn't exist, or if the sunset isn't after the deprecation. */
export function assertDeprecationIsValid(id: string, { deprecated, sunset }: OperationDeprecation): void {
  for (const date of [deprecated, sunset]) if (date !== undefined) assertDate(`${id}: the deprecation`, date);
  if (sunset === undefined) return;
  if (deprecated === undefined) throw new Error(`${id} has a sunset. Set the date of its deprecation too.`);
  if (sunset <= deprecated)
    throw new Error(`${id}: the sunset ${sunset} is not after the deprecation on ${deprecated}`);
}

/** Throws an Error if the field's `sunset` isn't a date, or if the field isn't deprecated. */
export function assertFieldDeprecationIsValid({
  deprecated,
  sunset,
}: Readonly<Record<string, unknown>>): void {
  assertDate('A field', sunset);
  if (deprecated !== true)
    throw new Error(`A field has the sunset ${String(sunset)}. Set deprecated: true too.`);
}

function assertDate(owner: string, date: unknown): void {
  if (calendarDate.safeParse(date).success) return;
  throw new Error(`${owner} has the date ${String(date)}. Write a date that exists, YYYY-MM-DD.`);
}
