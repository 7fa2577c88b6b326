import { exposedOperationsOf } from '#contracts/vocabulary';
import { type Components, type OpenApiDocument, noComponents, openApiDocument } from '#libs/openapi';
import { loadContract } from '#libs/contract-catalog';
import { type Manifest, describe } from '#libs/manifest';
import { LOCAL_EDGE } from './local-edge.ts';
import { uniteParts } from './unite-parts.ts';

const ABOUT = {
  title: 'Qred card API',
  description: "The operations behind the Qred card's apps, of all services.",
  servers: [LOCAL_EDGE],
};

/**
 * Builds one OpenAPI document with every operation that the edge forwards, for tools that need a single file. Throws an
 * Error if two services define a path, schema or header in different ways.
 */
export async function publicDocument(manifests: readonly Manifest[]): Promise<OpenApiDocument> {
  const documents = await Promise.all(manifests.map(exposedDocument));
  const [first] = documents;
  if (!first) throw new Error('No service has a contract. Add one: npx nx g workspace:service <name>');
  const components = documents.map((document) => document.components).reduce(merged, noComponents());
  return {
    ...first,
    info: { ...first.info, title: ABOUT.title, description: ABOUT.description },
    tags: documents.flatMap(({ tags }) => tags),
    paths: documents.map(({ paths }) => paths).reduce((all, paths) => uniteParts('path', all, paths), {}),
    components: { ...components, securitySchemes: first.components.securitySchemes },
  };
}

async function exposedDocument(manifest: Manifest): Promise<OpenApiDocument> {
  const contract = await loadContract(manifest.name);
  const about = { ...ABOUT, description: describe(manifest).description };
  return openApiDocument(contract, about, exposedOperationsOf(contract, manifest.default));
}

function merged(all: Components, own: Components): Components {
  return {
    schemas: uniteParts('schema', all.schemas, own.schemas),
    responses: { ...own.responses, ...all.responses },
    headers: uniteParts('header', all.headers, own.headers),
  };
}
