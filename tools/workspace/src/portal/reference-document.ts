import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';
import { type OpenApiDocument } from '#libs/openapi';
import { LOCAL_EDGE_PORT } from '#libs/manifest';

const LOCAL = `http://localhost:${LOCAL_EDGE_PORT}`;
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
    'x-codeSamples': typescript(operation),
    ...(!operation.built && { 'x-badges': [NOT_BUILT] }),
  };
}

/** The request of the first example as a call of @qred/api-client. The page itself writes samples of other clients. */
function typescript({ method, path, examples, responses }: Operation): Sample[] {
  const hasJson = Object.values(responses).some(({ kind }) => kind === 'json');
  if (!hasJson) return [];
  const { params, query, body }: Request = Object.values(examples)[0] ?? {};
  const parts = { ...(params && { path: params }), ...(query && { query }), ...(body && { body }) };
  const options = Object.keys(parts).length > 0 ? `, ${JSON.stringify(parts, null, 2)}` : '';
  const source = [
    "import { createApiClient } from '@qred/api-client';",
    '',
    `const api = createApiClient({ baseUrl: '${LOCAL}', token: () => token });`,
    `const { data } = await api.${method.toLowerCase()}('${path}'${options});`,
  ].join('\n');
  return [{ lang: 'typescript', label: 'TypeScript', source }];
}

type Request = Pick<Example, 'params' | 'query' | 'body'>;
