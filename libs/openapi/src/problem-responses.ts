import {
  type Operation,
  type Problem,
  type ProblemType,
  hasPage,
  pathOfExample,
  platformProblems,
  problem,
  problemsOf,
} from '#contracts/vocabulary';
import { problemBody, retryAfterSecondsOf } from '#libs/http-rules';
import type { Components, Json } from './components.ts';
import { referTo } from './headers.ts';
import { toJsonSchema } from './json-schema.ts';
import { pascalCase } from './pascal-case.ts';

/**
 * This extension lists the problem codes of an error response. An enum would not work, because a new value in an enum
 * is a breaking change.
 */
export const PROBLEM_CODES = 'x-problem-codes';

const REQUEST_ID = '0b6d1c1e-5a52-4b0e-9c52-6f2f0f6a2f11';

export function problemResponses(
  operation: Operation,
  components: Components,
  inline: ReadonlyMap<string, Json>,
): Record<string, Json> {
  const withPage = (response: Json): Json => (hasPage(operation) ? addPage(response) : response);
  const byStatus = Object.groupBy(problemsOf(operation), ({ status }) => status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, types = []]) => {
      const [only, ...others] = types;
      if (!only || others.length > 0 || inline.has(status))
        return [status, withPage(problemResponse(types, operation, components))];
      const name = hasPage(operation) ? `${pascalCase(only.code)}Page` : pascalCase(only.code);
      components.responses[name] ??= withPage(problemResponse(types, operation, components));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function addPage(response: Json): Json {
  return {
    ...response,
    content: { 'text/html': { schema: { type: 'string' } }, ...(response.content as Json) },
  };
}

function problemResponse(types: readonly ProblemType[], operation: Operation, components: Components): Json {
  const canRetry = types.some(
    (type) =>
      retryAfterSecondsOf(type) !== undefined || type.code === platformProblems.idempotencyKeyInUse.code,
  );
  return {
    description: types.map(({ code, title }) => `${title} (\`${code}\`)`).join('; '),
    headers: referTo(['X-Request-Id', ...(canRetry ? ['Retry-After'] : [])], components),
    [PROBLEM_CODES]: types.map(({ code }) => code).sort(),
    content: {
      'application/problem+json': {
        schema: toJsonSchema(problem, 'output', components),
        examples: Object.fromEntries(
          types.map((type) => [type.code, { value: exampleProblem(type, operation) }]),
        ),
      },
    },
  };
}

/** The request path of an example with this problem. If there is none, the path of the first example. */
function instanceOf({ code }: ProblemType, operation: Operation): string {
  const examples = Object.values(operation.examples);
  const example = examples.find(({ problem: expected }) => expected === code) ??
    examples[0] ?? { summary: '' };
  return pathOfExample(operation, { ...example, query: {} });
}

function exampleProblem(type: ProblemType, operation: Operation): Problem {
  return problemBody(type, { path: instanceOf(type, operation), requestId: REQUEST_ID });
}
