import type { z } from 'zod';
import type { Operation, Response } from '#contracts/vocabulary';
import { type Components, type Json, addSchema } from './components.ts';
import { hasEntries, namedExamples } from './examples.ts';
import { withHeaders } from './headers.ts';
import { toJsonSchema } from './json-schema.ts';
import { pascalCase } from './pascal-case.ts';
import { problemResponses } from './problem-responses.ts';

export function responsesOf(operation: Operation, components: Components): Json {
  const successes = Object.entries(operation.responses).map(
    ([status, response]) =>
      [status, withHeaders(operation, success(operation, response, components), components)] as const,
  );
  const declared = new Map(successes);
  const problems = Object.entries(problemResponses(operation, components, declared)).map(
    ([status, response]) => [status, mergeResponses(declared.get(status), response)] as const,
  );
  return Object.fromEntries([...successes, ...problems]);
}

/** Merges the responses of one status: a page for people and a problem for programs. */
function mergeResponses(page: Json | undefined, problems: Json): Json {
  if (!page) return problems;
  return {
    ...problems,
    ...page,
    description: `${String(page.description)}; ${String(problems.description)}`,
    headers: {
      ...(problems.headers as Json | undefined),
      ...(page.headers as Json | undefined),
    },
    content: {
      ...(page.content as Json | undefined),
      ...(problems.content as Json | undefined),
    },
  };
}

const LOCATION = {
  required: true,
  schema: { type: 'string', format: 'uri-reference' },
};

function success(operation: Operation, response: Response, components: Components): Json {
  const { description } = response;
  switch (response.kind) {
    case 'redirect':
      return {
        description,
        headers: { Location: LOCATION },
      };
    case 'empty':
      return { description };
    case 'html':
      return {
        description,
        content: { 'text/html': { schema: { type: 'string' } } },
      };
    case 'json': {
      const examples = namedExamples(operation, (example) => example.response);
      const { location } = response;
      return {
        description,
        ...(location !== undefined && {
          headers: {
            Location: {
              description: `Where the new thing is: \`${location}\``,
              ...LOCATION,
            },
          },
        }),
        content: {
          'application/json': {
            schema: namedSchema(operation, response.schema, components),
            ...(hasEntries(examples) && { examples }),
          },
        },
      };
    }
  }
}

/** Code generators create a type for each named schema. For other schemas they invent names. */
function namedSchema({ id }: Operation, schema: z.ZodType, components: Components): Json {
  const json = toJsonSchema(schema, 'output', components);
  if ('$ref' in json) return json;
  const name = `${pascalCase(id)}Response`;
  addSchema(components, name, json);
  return { $ref: `#/components/schemas/${name}` };
}
