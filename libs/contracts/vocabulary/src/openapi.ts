import { z } from 'zod';
import {
  IDEMPOTENCY_KEY_FIELD,
  IDEMPOTENCY_KEY_HEADER,
  IDEMPOTENCY_KEY_MAX_LENGTH,
  REPLAYED_HEADER,
} from './idempotency-key.ts';
import { type Contract, operationsOf, pathsOf } from './contract.ts';
import {
  type Example,
  type MediaType,
  type Operation,
  type Response,
  hasPage,
  problemsOf,
} from './operation.ts';
import { problemBody } from './problem-body.ts';
import { type ProblemType, problem } from './problem.ts';
import { parameterSchemas } from './scalars.ts';

type Json = Record<string, unknown>;

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Json;
}

export interface OpenApiOperation extends Json {
  readonly operationId: string;
  readonly parameters?: readonly OpenApiParameter[];
}

export interface OpenApiDocument extends Json {
  readonly openapi: string;
  readonly info: { title: string; description: string; version: string };
  readonly servers: { url: string }[];
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: Components & { readonly securitySchemes: Json };
}

/** Collects the named parts that the document's operations refer to. */
export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
}

/**
 * Where an error answer lists the codes that its problems can carry. An extension rather than an enum, which would
 * promise that no other ever comes.
 */
export const PROBLEM_CODES = 'x-problem-codes';

const REQUEST_ID = '0b6d1c1e-5a52-4b0e-9c52-6f2f0f6a2f11';

/**
 * Builds the OpenAPI 3.1 document of a contract, or of some of its operations, with the title and description of its
 * service.
 */
export function openApiDocument(
  contract: Contract,
  about: { readonly title: string; readonly description: string },
  operations: readonly Operation[] = operationsOf(contract),
): OpenApiDocument {
  const components: Components = { schemas: {}, responses: {} };
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operation of operations) {
    const documented = openApiOperation(operation, components);
    for (const path of pathsOf(operation)) {
      const item = (paths[path] ??= {});
      item[operation.method.toLowerCase()] = { ...documented, operationId: operationIdOf(operation, path) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, description: about.description, version: '1' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: sorted(components.schemas),
      responses: sorted(components.responses),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

/** Operation ids are unique in a document, so a reference path has one of its own. */
export function operationIdOf(operation: Operation, path: string): string {
  return path === operation.referencePath ? `${operation.id}ByReferencePath` : operation.id;
}

/** The operation object of an operation; adds the parts that it names to `components`. */
export function openApiOperation(operation: Operation, components: Components): OpenApiOperation {
  const parameters = [
    ...parametersOf(operation.params, 'path', components),
    ...parametersOf(operation.query, 'query', components),
    ...(operation.idempotencyKey ? [idempotencyKeyParameter] : []),
  ];
  return {
    operationId: operation.id,
    summary: operation.summary,
    'x-access': operation.access,
    'x-exposure': operation.exposure,
    ...(!operation.built && { 'x-built': false }),
    security: operation.access === 'public' ? [{}, { bearer: [] }] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: requestBody(operation, operation.body, components) }),
    responses: responsesOf(operation, components),
  };
}

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  // A quoted key has two more characters, and each of its own may be escaped.
  maxLength: 2 * IDEMPOTENCY_KEY_MAX_LENGTH + 2,
};

const idempotencyKeyParameter: OpenApiParameter = {
  name: IDEMPOTENCY_KEY_HEADER,
  in: 'header',
  required: false,
  description: `Names this write, so that a retry has no second effect. Choose 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one.`,
  schema: idempotencyKey,
};

const replayedHeader = {
  [REPLAYED_HEADER]: {
    description: 'true where this is the stored response of an earlier request with the same key',
    schema: { type: 'string', enum: ['true'] },
  },
};

function responsesOf(operation: Operation, components: Components): Json {
  const successes = Object.entries(operation.responses).map(
    ([status, response]) =>
      [status, withReplayed(operation, success(operation, response, components))] as const,
  );
  const declared = new Map(successes);
  const problems = Object.entries(problemResponses(operation, components, declared)).map(
    ([status, response]) => [status, mergeResponses(declared.get(status), response)] as const,
  );
  return Object.fromEntries([...successes, ...problems]);
}

function withReplayed({ idempotencyKey: key }: Operation, response: Json): Json {
  if (!key) return response;
  const { description, headers, ...rest } = response;
  return { description, headers: { ...(headers as Json | undefined), ...replayedHeader }, ...rest };
}

/** One response of a status that has a page for people and a problem for programs. */
function mergeResponses(page: Json | undefined, problems: Json): Json {
  if (!page) return problems;
  return {
    ...problems,
    ...page,
    description: `${String(page.description)}; ${String(problems.description)}`,
    content: { ...(page.content as Json | undefined), ...(problems.content as Json | undefined) },
  };
}

function parametersOf(
  schema: z.ZodObject,
  location: OpenApiParameter['in'],
  components: Components,
): OpenApiParameter[] {
  return Object.entries(schema.shape).map(([name, parameter]) => {
    const { description = describeId(name), ...json } = toJsonSchema(
      parameter as z.ZodType,
      'input',
      components,
    );
    return {
      name,
      in: location,
      required: !(parameter as z.ZodType).safeParse(undefined).success,
      ...(typeof description === 'string' && { description }),
      schema: json,
    };
  });
}

/** What there is to say of `card_id` where a contract says no more; undefined for other names. */
function describeId(name: string): string | undefined {
  const thing = /^(.+)_id$/.exec(name)?.[1];
  return thing && `The id of the ${thing.replaceAll('_', ' ')}`;
}

function requestBody(operation: Operation, body: z.ZodType, components: Components): Json {
  const schema = toJsonSchema(body, 'input', components);
  const examples = namedExamples(operation, (example) =>
    body.safeParse(example.body).success ? example.body : undefined,
  );
  return {
    required: true,
    content: Object.fromEntries(
      operation.accepts.map((type) => [
        type,
        { schema: schemaOfForm(operation, type, schema), ...(hasEntries(examples) && { examples }) },
      ]),
    ),
  };
}

/** A form carries the key in a field, because a browser's form sends no headers of its own. */
function schemaOfForm({ idempotencyKey: key }: Operation, type: MediaType, schema: Json): Json {
  if (!key || type !== 'application/x-www-form-urlencoded') return schema;
  const description = `Stands in for the header ${IDEMPOTENCY_KEY_HEADER}`;
  return {
    ...schema,
    properties: {
      ...(schema.properties as Json | undefined),
      [IDEMPOTENCY_KEY_FIELD]: { ...idempotencyKey, description },
    },
  };
}

function success(operation: Operation, response: Response, components: Components): Json {
  const { description } = response;
  switch (response.kind) {
    case 'redirect':
      return {
        description,
        headers: { Location: { required: true, schema: { type: 'string', format: 'uri-reference' } } },
      };
    case 'html':
      return { description, content: { 'text/html': { schema: { type: 'string' } } } };
    case 'json': {
      const examples = namedExamples(operation, (example) => example.response);
      return {
        description,
        content: {
          'application/json': {
            schema: toJsonSchema(response.schema, 'output', components),
            ...(hasEntries(examples) && { examples }),
          },
        },
      };
    }
  }
}

function problemResponses(
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
        return [status, withPage(problemResponse(types, operation.path, components))];
      const name = hasPage(operation) ? `${pascalCase(only.code)}Page` : pascalCase(only.code);
      components.responses[name] ??= withPage(problemResponse(types, '/v1/…', components));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

/** People get the same error as a page. */
function addPage(response: Json): Json {
  return {
    ...response,
    content: { 'text/html': { schema: { type: 'string' } }, ...(response.content as Json) },
  };
}

function problemResponse(types: readonly ProblemType[], path: string, components: Components): Json {
  return {
    description: types.map(({ code, title }) => `${title} (\`${code}\`)`).join('; '),
    [PROBLEM_CODES]: types.map(({ code }) => code).sort(),
    content: {
      'application/problem+json': {
        schema: toJsonSchema(problem, 'output', components),
        examples: Object.fromEntries(
          types.map((type) => [type.code, { value: problemBody(type, { path, requestId: REQUEST_ID }) }]),
        ),
      },
    },
  };
}

function pascalCase(code: string): string {
  return code
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function namedExamples(operation: Operation, part: (example: Example) => unknown): Json {
  return Object.fromEntries(
    Object.entries(operation.examples)
      .map(([name, example]) => [name, { summary: example.summary, value: part(example) }] as const)
      .filter(([, { value }]) => value !== undefined),
  );
}

function sorted(object: Json): Json {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => a.localeCompare(b)));
}

function hasEntries(object: Json): boolean {
  return Object.keys(object).length > 0;
}

/**
 * The JSON Schema of a zod schema, named parts as references into `components`. Answers leave unknown
 * fields open, so that they can gain fields; requests keep `additionalProperties: false`. What a contract itself
 * says of other fields (`z.record`, `z.strictObject`) stays.
 */
function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override({ zodSchema, jsonSchema }) {
      const parameter = parameterSchemas.get(zodSchema);
      if (parameter) {
        const { description } = jsonSchema;
        for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
        Object.assign(jsonSchema, parameter.json, description === undefined ? {} : { description });
      }
      if (jsonSchema.volatile === true) {
        delete jsonSchema.volatile;
        jsonSchema['x-volatile'] = true;
      }
      if (io === 'output' && isPlainObject(zodSchema)) delete jsonSchema.additionalProperties;
      if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id, ...rest } = relocate(definition) as Json;
    components.schemas[name] = rest;
  }
  return relocate(json) as Json;
}

/** Whether it is a `z.object` that says nothing of other fields: zod closes what comes out of one. */
function isPlainObject({ _zod: { def } }: z.core.$ZodTypes): boolean {
  return def.type === 'object' && def.catchall === undefined;
}

/** Moves references from the schema's own definitions to the document's components. */
function relocate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relocate);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', '#/components/schemas/')
        : relocate(value),
    ]),
  );
}
