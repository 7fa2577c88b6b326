import { type Brief, type Value, formOf, isPublic } from '../answers/brief.ts';
import type { Field } from './field.ts';
import { type Unclear, ask } from '../values/unclear.ts';
import { quote } from '../values/value-kind.ts';
import { valueType } from '../values/value-type.ts';
import { snakeCase } from '../words.ts';

/** Sources of values that exist even if a summary has no data, such as the price list. */
const ALWAYS_THERE = /\b(company|account|calendar|agreement|price list)\b/i;
const MISSING = /^(missing|not there|nothing|none|null|empty|-)\.?$/i;

type EmptyState = Required<Pick<Field, 'nullable' | 'nothing'>>;

/** Whether the contract has an example of a summary without data. */
export function hasEmptyState(brief: Pick<Brief, 'shows' | 'changes' | 'who'>): boolean {
  return brief.shows === 'one summary' && formOf(brief) === 'read' && !isPublic(brief);
}

/**
 * The value that a summary without data shows. The brief may define this value. The default is 0 for amounts and
 * counts, an empty list for lists, and null for values such as percentages. For a yes-or-no value, the function returns
 * a question for the author.
 */
export function emptyState(
  { empty, sometimes_missing, service, from, name, example }: Value,
  whenNothing: string,
): EmptyState | Unclear {
  const type = valueType({ name, example }, 'shown');
  if ('question' in type) return type;
  const isNullable = sometimes_missing === 'yes' || service !== undefined;
  if (empty !== undefined && !MISSING.test(empty)) {
    const nothing = readEmpty(name, empty, type.schema);
    return typeof nothing === 'string' ? { nullable: isNullable, nothing } : nothing;
  }
  if (empty !== undefined || sometimes_missing === 'yes' || type.nothing === 'null')
    return { nullable: true, nothing: 'null' };
  if (type.nothing !== undefined) return { nullable: isNullable, nothing: type.nothing };
  if (type.schema === 'z.boolean()')
    return ask(
      `Is "${name}" yes or no in the case "${whenNothing}"? Write it under empty of values, for example "empty: no".`,
    );
  return ALWAYS_THERE.test(from)
    ? { nullable: isNullable, nothing: type.value }
    : { nullable: true, nothing: 'null' };
}

function readEmpty(name: string, empty: string, schema: string): string | Unclear {
  const choice = quote(snakeCase(empty));
  if (schema.startsWith('openEnum') && schema.includes(choice)) return choice;
  const type = valueType({ name, example: empty }, 'shown');
  if ('question' in type) return type;
  return type.schema === schema
    ? type.value
    : ask(
        `The answer under empty, "${empty}", is not the same kind of value as the example of "${name}". Write a value like the example, or "missing".`,
      );
}
