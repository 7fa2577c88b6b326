import { z } from 'zod';
import type { StackTemplate } from './templates.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

export interface Statement extends z.output<typeof statementSchema> {
  readonly stack: string;
}

/** Collects every statement of every policy in the stacks. */
export function statementsOf(stacks: Iterable<StackTemplate>): Statement[] {
  return [...stacks].flatMap(({ name, resources }) =>
    resources.flatMap(({ Properties }) =>
      statementsIn(Properties).map((statement) => ({ ...statement, stack: name })),
    ),
  );
}

function statementsIn(value: unknown): z.output<typeof statementSchema>[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && Array.isArray(value.Statement)) {
    return value.Statement.map((statement) => statementSchema.parse(statement));
  }
  return Object.values(value).flatMap(statementsIn);
}
