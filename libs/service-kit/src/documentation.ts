import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Contract, openApiDocument, operationIdOf, operationsOf } from '#contracts/vocabulary';
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
    const reference = operation.referencePath && document.paths[operation.referencePath];
    const method = operation.method.toLowerCase() as 'get';
    const documented = reference?.[method];
    if (operation.referencePath && documented)
      documented.operationId = operationIdOf(operation, operation.referencePath);
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
