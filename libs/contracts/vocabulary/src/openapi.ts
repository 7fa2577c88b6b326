import { z } from 'zod';
import {
  IDEMPOTENCY_KEY_FIELD,
  IDEMPOTENCY_KEY_HEADER,
  IDEMPOTENCY_KEY_MAX_LENGTH,
  REPLAYED_HEADER,
} from './idempotency-key.ts';
import { type Contract, operationsOf, pathsOf } from './contract.ts';
import { SUNSET, assertFieldDeprecationIsValid, deprecationHeaders } from './deprecation.ts';
import { pathOfExample } from './example-request.ts';
import {
  type Access,
  type Example,
  type MediaType,
  type Operation,
  type Response,
  hasPage,
  problemsOf,
  rateLimitOf,
} from './operation.ts';
import { pascalCase } from './pascal-case.ts';
import { problemBody } from './problem-body.ts';
import { type Problem, type ProblemType, platformProblems, problem } from './problem.ts';
import { retryAfterSecondsOf } from './retry-after.ts';
import { parameterSchemas } from './scalars.ts';

type Json = Record<string, unknown>;

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: true;
  readonly schema: Json;
  readonly examples?: Record<string, { value: unknown }>;
}

export interface OperationObject extends Json {
  readonly parameters?: readonly OpenApiParameter[];
}

export interface OpenApiOperation extends OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
}

export interface Server {
  readonly url: string;
  readonly description?: string;
}

/** The description of a service in its document. */
export interface About {
  readonly title: string;
  readonly description: string;
  /** Where the operations can be called; the document's own server without it. */
  readonly servers?: readonly Server[];
}

export interface OpenApiDocument extends Json {
  readonly openapi: string;
  readonly info: { title: string; description: string; version: string; contact: { name: string } };
  readonly servers: readonly Server[];
  readonly tags: readonly { name: string; description: string }[];
  readonly paths: Record<string, Record<string, OpenApiOperation>>;
  readonly components: Components & { readonly securitySchemes: Json };
}

/** Collects the named parts that the document's operations refer to. */
export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
  readonly headers: Json;
}

export function noComponents(): Components {
  return { schemas: {}, responses: {}, headers: {} };
}

/**
 * The extension of an error response that lists the codes of its problems. It is no enum, because an enum could never get
 * more codes.
 */
export const PROBLEM_CODES = 'x-problem-codes';

const CONTACT = { name: 'Qred card platform' };
const PING = 'ping';

const CALLERS: Readonly<Record<string, string>> = {
  public: 'Anyone can call it, without a token.',
  member: 'A signed-in user can call it, for the companies in their token.',
};

const REQUEST_ID = '0b6d1c1e-5a52-4b0e-9c52-6f2f0f6a2f11';

/**
 * Builds the OpenAPI 3.1 document of a contract, or of some of its operations, with the title and description of its
 * service.
 */
export function openApiDocument(
  contract: Contract,
  about: About,
  operations: readonly Operation[] = operationsOf(contract),
): OpenApiDocument {
  const components = noComponents();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operation of operations) {
    const documented = openApiOperation(operation, components);
    for (const path of pathsOf(operation)) {
      const item = (paths[path] ??= {});
      const names = { operationId: operationIdOf(contract, operation, path), tags: [contract.name] };
      item[operation.method.toLowerCase()] = { ...names, ...documented };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, description: about.description, version: '1', contact: CONTACT },
    servers: about.servers ?? [{ url: '/' }],
    tags: [{ name: contract.name, description: about.description }],
    paths,
    components: {
      schemas: sorted(components.schemas),
      responses: sorted(components.responses),
      headers: sorted(components.headers),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

/**
 * The id of the operation at a path. Ids are unique across all services, so that documents can be merged: a reference path
 * has an id of its own, and the operation of every service has the service's name in its id.
 */
export function operationIdOf({ name }: Contract, { id, referencePath }: Operation, path: string): string {
  if (id === PING) return `${id}${pascalCase(name)}`;
  return path === referencePath ? `${id}ByReferencePath` : id;
}

/** The operation object without its names, which depend on the contract; adds the parts that it refers to. */
export function openApiOperation(operation: Operation, components: Components): OperationObject {
  const parameters = [
    ...parametersOf(operation, 'path', components),
    ...parametersOf(operation, 'query', components),
    ...(operation.idempotencyKey ? [idempotencyKeyParameter] : []),
  ];
  return {
    summary: operation.summary,
    description: descriptionOf(operation),
    ...(operation.deprecated !== undefined && { deprecated: true }),
    ...(operation.sunset !== undefined && { [SUNSET]: operation.sunset }),
    'x-access': operation.access,
    'x-exposure': operation.exposure,
    ...(!operation.built && { 'x-built': false }),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: requestBody(operation, operation.body, components) }),
    responses: responsesOf(operation, components),
  };
}

function descriptionOf(operation: Operation): string {
  const { access, exposure, deprecated, sunset } = operation;
  return [
    ...(deprecated === undefined ? [] : [`It is deprecated since ${deprecated}.`]),
    ...(sunset === undefined ? [] : [`It may be removed on ${sunset}.`]),
    CALLERS[access] ?? `Only a machine whose token has the scope \`${scopeOf(access)}\` can call it.`,
    ...(exposure === 'internal' ? ['It is internal: the edge returns 404.'] : []),
    `A caller can call it ${rateLimitOf(operation)} times a minute.`,
  ].join(' ');
}

function securityOf({ access }: Operation): Json[] {
  if (access === 'public') return [{}, { bearer: [] }];
  return [{ bearer: access === 'member' ? [] : [scopeOf(access)] }];
}

function scopeOf(access: Access): string {
  return access.replace('machine:', '');
}

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  // A quoted key has two more characters, and each character can be escaped.
  maxLength: 2 * IDEMPOTENCY_KEY_MAX_LENGTH + 2,
};

const idempotencyKeyParameter: OpenApiParameter = {
  name: IDEMPOTENCY_KEY_HEADER,
  in: 'header',
  required: false,
  description: `Names this write, so that a retry has no second effect. Choose 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one.`,
  schema: idempotencyKey,
};

const headers: Readonly<Record<string, Json>> = {
  [REPLAYED_HEADER]: {
    description: 'true if this is the stored response of an earlier request with the same key',
    schema: { type: 'string', enum: ['true'] },
  },
  'X-Request-Id': {
    description: 'Names the request in all logs: the id that the caller sent, or a new one',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'How many calls are left (`r`), and in how many seconds the limit starts again (`t`)',
    schema: { type: 'string' },
    example: '"default";r=299;t=60',
  },
  'RateLimit-Policy': {
    description: 'How many calls (`q`) are allowed in how many seconds (`w`)',
    schema: { type: 'string' },
    example: '"default";q=300;w=60',
  },
  'Retry-After': {
    description: 'How many seconds to wait before the next attempt',
    schema: { type: 'integer', minimum: 0 },
  },
  Deprecation: {
    description: 'Since when the operation is deprecated: seconds since 1970 (RFC 9745)',
    schema: { type: 'string' },
    example: '@1767225600',
  },
  Sunset: {
    description: 'From when on the operation may be missing (RFC 8594)',
    schema: { type: 'string' },
    example: 'Fri, 01 Jan 2027 00:00:00 GMT',
  },
};

function referTo(names: readonly string[], components: Components): Json {
  for (const name of names) components.headers[name] = headers[name];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** The headers of every response that passed the rate limit. */
const COUNTED = ['X-Request-Id', 'RateLimit', 'RateLimit-Policy'];

function responsesOf(operation: Operation, components: Components): Json {
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

function withHeaders(operation: Operation, response: Json, components: Components): Json {
  const { idempotencyKey: key } = operation;
  const { description, headers: own, ...rest } = response;
  const announced = Object.keys(deprecationHeaders(operation));
  const names = [...(key ? [REPLAYED_HEADER] : []), ...COUNTED, ...announced];
  return { description, headers: { ...(own as Json | undefined), ...referTo(names, components) }, ...rest };
}

/** One response for a status with a page for people and a problem for programs. */
function mergeResponses(page: Json | undefined, problems: Json): Json {
  if (!page) return problems;
  return {
    ...problems,
    ...page,
    description: `${String(page.description)}; ${String(problems.description)}`,
    headers: { ...(problems.headers as Json | undefined), ...(page.headers as Json | undefined) },
    content: { ...(page.content as Json | undefined), ...(problems.content as Json | undefined) },
  };
}

function parametersOf(
  operation: Operation,
  location: 'path' | 'query',
  components: Components,
): OpenApiParameter[] {
  const { shape } = location === 'path' ? operation.params : operation.query;
  return Object.entries(shape).map(([name, parameter]) => {
    const {
      description = describeId(name),
      deprecated,
      ...json
    } = toJsonSchema(parameter, 'input', components);
    const examples = parameterExamples(operation, location, name, parameter);
    return {
      name,
      in: location,
      required: !parameter.safeParse(undefined).success,
      ...(typeof description === 'string' && { description }),
      ...(deprecated === true && { deprecated }),
      schema: json,
      ...(hasEntries(examples) && { examples }),
    };
  });
}

/** Each valid value that the operation's examples send, under the name of the first one that sends it. */
function parameterExamples(
  operation: Operation,
  location: 'path' | 'query',
  name: string,
  schema: z.ZodType,
): Record<string, { value: unknown }> {
  const found = new Map<string, string>();
  for (const [example, { params, query }] of Object.entries(operation.examples)) {
    const text = (location === 'path' ? params : query)?.[name];
    if (text === undefined || found.has(text) || !schema.safeParse(text).success) continue;
    found.set(text, example);
  }
  const isNumber = parameterSchemas.get(schema)?.json.type === 'integer';
  return Object.fromEntries(
    [...found].map(([text, example]) => [example, { value: isNumber ? Number(text) : text }]),
  );
}

/** The description of an id such as `card_id` if its contract has none; undefined for other names. */
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

/** A form has a field for the key, because a browser's form sends no custom headers. */
function schemaOfForm({ idempotencyKey: key }: Operation, type: MediaType, schema: Json): Json {
  if (!key || type !== 'application/x-www-form-urlencoded') return schema;
  const description = `Replaces the header ${IDEMPOTENCY_KEY_HEADER}`;
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
            schema: namedSchema(operation, response.schema, components),
            ...(hasEntries(examples) && { examples }),
          },
        },
      };
    }
  }
}

/** Code generators create a type for each named schema, and invent names for the others. */
function namedSchema({ id }: Operation, schema: z.ZodType, components: Components): Json {
  const json = toJsonSchema(schema, 'output', components);
  if ('$ref' in json) return json;
  const name = `${pascalCase(id)}Response`;
  components.schemas[name] = json;
  return { $ref: `#/components/schemas/${name}` };
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
        return [status, withPage(problemResponse(types, operation, components))];
      const name = hasPage(operation) ? `${pascalCase(only.code)}Page` : pascalCase(only.code);
      components.responses[name] ??= withPage(problemResponse(types, operation, components));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  );
}

/** The same error as an HTML page. */
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

/** The request path of the example with this problem; without such an example, the path of the first example. */
function instanceOf({ code }: ProblemType, operation: Operation): string {
  const examples = Object.values(operation.examples);
  const example = examples.find(({ problem: expected }) => expected === code) ??
    examples[0] ?? { summary: '' };
  return pathOfExample(operation, { ...example, query: {} });
}

function exampleProblem(type: ProblemType, operation: Operation): Problem {
  return problemBody(type, { path: instanceOf(type, operation), requestId: REQUEST_ID });
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
 * The JSON Schema of a zod schema, named parts as references into `components`. Responses leave unknown
 * fields open, so that they can gain fields; requests keep `additionalProperties: false`. A contract's own rule for
 * other fields (`z.record`, `z.strictObject`) stays.
 */
function toJsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Components): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override({ zodSchema, jsonSchema }) {
      const parameter = parameterSchemas.get(zodSchema);
      if (parameter) {
        const { description, deprecated, sunset } = jsonSchema;
        for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
        Object.assign(jsonSchema, parameter.json, {
          ...(description !== undefined && { description }),
          ...(deprecated !== undefined && { deprecated }),
          ...(sunset !== undefined && { sunset }),
        });
      }
      if (jsonSchema.sunset !== undefined) {
        assertFieldDeprecationIsValid(jsonSchema);
        jsonSchema[SUNSET] = jsonSchema.sunset;
        delete jsonSchema.sunset;
      }
      if (jsonSchema.personal === true) {
        delete jsonSchema.personal;
        jsonSchema['x-personal-data'] = true;
      }
      if (jsonSchema.volatile === true) {
        delete jsonSchema.volatile;
        jsonSchema['x-volatile'] = true;
      }
      if (io === 'output' && isPlainObject(zodSchema)) delete jsonSchema.additionalProperties;
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
      if (jsonSchema.format === 'date-time' && zodSchema instanceof z.ZodISODateTime) {
        const pattern = timestampPattern(zodSchema);
        if (pattern === undefined) delete jsonSchema.pattern;
        else jsonSchema.pattern = pattern;
      }
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id, ...rest } = relocate(definition) as Json;
    components.schemas[name] = rest;
  }
  return relocate(json) as Json;
}

/** Whether it is a `z.object` without a rule for other fields, for which zod writes `additionalProperties: false`. */
function isPlainObject({ _zod: { def } }: z.core.$ZodTypes): boolean {
  return def.type === 'object' && def.catchall === undefined;
}

/** How a timestamp ends, which its format leaves open. Undefined if any RFC 3339 timestamp is valid. */
function timestampPattern({ _zod: { def } }: z.ZodISODateTime): string | undefined {
  const { offset, precision } = def;
  const zone = offset ? '(?:Z|[+-]\\d\\d:\\d\\d)' : 'Z';
  if (typeof precision === 'number') return `${fractionPattern(precision)}${zone}$`;
  return offset ? undefined : `${zone}$`;
}

function fractionPattern(digits: number): string {
  return digits > 0 ? `\\.\\d{${digits}}` : ':\\d\\d';
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
