import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Contract, openApiDocument, operationIdOf, operationsOf, pathsOf } from '#contracts/vocabulary';
import { type Manifest, describe } from '#libs/manifest';

/** The OpenAPI document of the routes that are really registered; their shared parts come from the contract. */
export function registeredDocument(
  app: NestFastifyApplication,
  contract: Contract,
  manifest: Manifest,
): OpenAPIObject {
  const { openapi, info, servers, components } = openApiDocument(contract, describe(manifest));
  const base = { openapi, info, servers, components: components as OpenAPIObject['components'] };
  const document = SwaggerModule.createDocument(app, base, { autoTagControllers: false });
  for (const operation of operationsOf(contract)) {
    const method = operation.method.toLowerCase() as 'get';
    for (const path of pathsOf(operation)) {
      const documented = document.paths[path]?.[method];
      if (!documented) continue;
      documented.operationId = operationIdOf(operation, path);
      if (documented.parameters?.length === 0) delete documented.parameters;
    }
  }
  return document;
}

/** Serves the documentation at /docs, and the document behind it at /docs-json and /docs-yaml. */
export function serveDocumentation(
  app: NestFastifyApplication,
  contract: Contract,
  manifest: Manifest,
): void {
  SwaggerModule.setup('docs', app, () => registeredDocument(app, contract, manifest));
}
