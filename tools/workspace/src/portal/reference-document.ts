import {
  type Access,
  type Contract,
  EXAMPLE_ACCOUNT,
  type Example,
  type Operation,
  accountOfCaller,
  needsRole,
  operationsOf,
} from '#contracts/vocabulary';
import { type OpenApiDocument } from '#libs/openapi';
import { LOCAL_EDGE_PORT } from '#libs/manifest';

const LOCAL = `http://localhost:${LOCAL_EDGE_PORT}`;
const NOT_BUILT = { name: 'Not built', color: '#a4551f' };
const ROLE_COLOR = '#2f6f5e';
const ROLES: Readonly<Partial<Record<Access, { readonly name: string; readonly color: string }>>> = {
  owner: { name: 'Owners only', color: ROLE_COLOR },
  support: { name: "Qred's support only", color: ROLE_COLOR },
};

interface Sample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/** Adds code samples to the public document, and badges to operations that are not built or need a role. */
export function referenceDocument(
  document: OpenApiDocument,
  contracts: readonly Contract[],
): Readonly<Record<string, unknown>> {
  const operations = new Map(contracts.flatMap(operationsOf).map((operation) => [operation.id, operation]));
  const paths = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, described]) => {
        const operation = operations.get(described.operationId);
        return [method, operation ? { ...described, ...extensionsOf(operation) } : described];
      }),
    ),
  ]);
  // With this address, the API reference calls its own server.
  return {
    ...document,
    servers: [{ url: '/' }],
    paths: Object.fromEntries(paths),
  };
}

function extensionsOf(operation: Operation): Readonly<Record<string, unknown>> {
  const role = ROLES[operation.access];
  const badges = [...(operation.built ? [] : [NOT_BUILT]), ...(role ? [role] : [])];
  return {
    'x-codeSamples': typescript(operation),
    ...(badges.length > 0 && { 'x-badges': badges }),
  };
}

/**
 * Renders the first example's request as a program that uses @qred/api-client. The API reference itself makes the
 * samples for other clients, such as curl.
 */
function typescript(operation: Operation): Sample[] {
  const { method, path, access, examples, responses } = operation;
  const kinds = Object.values(responses).map(({ kind }) => kind);
  if (!kinds.includes('json') && !kinds.includes('empty')) return [];
  const [example = { summary: '' }] = Object.values(examples);
  const { params, query, body } = example;
  const parts = {
    ...(params && { path: params }),
    ...(query && { query: typedQuery(operation, query) }),
    ...(body && { body }),
  };
  const options = Object.keys(parts).length > 0 ? `, ${JSON.stringify(parts, null, 2)}` : '';
  const call = `api.${method.toLowerCase()}('${path}'${options})`;
  const source = [
    ...(access === 'public'
      ? []
      : [`// TOKEN=$(npm run --silent token${tokenOptions(operation, example)}) node example.ts`]),
    "import { createApiClient } from '@qred/api-client';",
    '',
    `const api = createApiClient({ baseUrl: '${LOCAL}', token: () => process.env.TOKEN });`,
    ...(kinds.includes('json')
      ? [`const { data } = await ${call};`, 'console.log(data);']
      : [`await ${call};`]),
  ].join('\n');
  return [{ lang: 'typescript', label: 'TypeScript', source }];
}

/** Parameters in examples are texts, as in a URL. The client needs numbers and booleans instead. */
function typedQuery(
  operation: Operation,
  query: NonNullable<Example['query']>,
): Readonly<Record<string, unknown>> {
  const parsed: Readonly<Record<string, unknown>> = operation.query.parse(query);
  return Object.fromEntries(Object.keys(query).map((name) => [name, parsed[name]]));
}

function tokenOptions({ access }: Operation, example: Example): string {
  const account = accountOfCaller(example);
  const options = [
    ...(account === EXAMPLE_ACCOUNT || access === 'support' ? [] : [`--account ${account}`]),
    ...(needsRole({ access }) ? [`--role ${access}`] : []),
  ];
  return options.length === 0 ? '' : ` -- ${options.join(' ')}`;
}
