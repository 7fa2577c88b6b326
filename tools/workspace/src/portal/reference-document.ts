import {
  type Contract,
  type Example,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  pathOfExample,
} from '#contracts/vocabulary';

const LOCAL = 'http://localhost:8080';
const NOT_BUILT = { name: 'Not built', color: '#a4551f' };

interface Sample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/** The document of the API reference: the public one, with samples, and with a badge on operations that are not built. */
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
  // The page calls the server that it comes from.
  return { ...document, servers: [{ url: '/' }], paths: Object.fromEntries(paths) };
}

function extensionsOf(operation: Operation): Readonly<Record<string, unknown>> {
  return {
    'x-codeSamples': samplesOf(operation),
    ...(!operation.built && { 'x-badges': [NOT_BUILT] }),
  };
}

function samplesOf(operation: Operation): Sample[] {
  const [example = {}] = Object.values(operation.examples);
  const hasJson = Object.values(operation.responses).some(({ kind }) => kind === 'json');
  return [
    { lang: 'shell', label: 'curl', source: curl(operation, example) },
    ...(hasJson ? [{ lang: 'typescript', label: 'TypeScript', source: typescript(operation, example) }] : []),
  ];
}

type Request = Pick<Example, 'params' | 'query' | 'body'>;

/** The request of an example as a command for a POSIX shell. */
function curl(operation: Operation, example: Request): string {
  const { method, access } = operation;
  const path = pathOfExample(operation, { summary: '', ...example });
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoteForShell(LOCAL + path)}`,
    ...(access === 'public' ? [] : ['  -H "Authorization: Bearer $TOKEN"']),
    ...(operation.idempotencyKey ? ['  -H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(example.body
      ? ["  -H 'Content-Type: application/json'", `  -d ${quoteForShell(JSON.stringify(example.body))}`]
      : []),
  ];
  return lines.join(' \\\n');
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The request of an example as a call of @qred/api-client. */
function typescript({ method, path }: Operation, { params, query, body }: Request): string {
  const parts = { ...(params && { path: params }), ...(query && { query }), ...(body && { body }) };
  const options = Object.keys(parts).length > 0 ? `, ${JSON.stringify(parts, null, 2)}` : '';
  return [
    "import { createApiClient } from '@qred/api-client';",
    '',
    `const api = createApiClient({ baseUrl: '${LOCAL}', token: () => token });`,
    `const { data } = await api.${method.toLowerCase()}('${path}'${options});`,
  ].join('\n');
}
