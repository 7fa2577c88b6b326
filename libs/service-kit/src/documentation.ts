import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Contract, operationsOf, pathsOf } from '#contracts/vocabulary';
import { openApiDocument, operationIdOf } from '#libs/openapi';
import { type Manifest, describe } from '#libs/manifest';

/** Builds an OpenAPI document from the registered routes. The shared components come from the contract. */
export function registeredDocument(
  app: NestFastifyApplication,
  contract: Contract,
  manifest: Manifest,
): OpenAPIObject {
  const { openapi, info, servers, tags, components } = openApiDocument(contract, describe(manifest));
  const base = {
    openapi,
    info,
    servers: [...servers],
    tags: [...tags],
    components: components as OpenAPIObject['components'],
  };
  const document = SwaggerModule.createDocument(app, base, { autoTagControllers: false });
  for (const operation of operationsOf(contract)) {
    const method = operation.method.toLowerCase() as 'get';
    for (const path of pathsOf(operation)) {
      const documented = document.paths[path]?.[method];
      if (!documented) continue;
      documented.operationId = operationIdOf(contract, operation, path);
      documented.tags = [contract.name];
      if (documented.parameters?.length === 0) delete documented.parameters;
    }
  }
  return document;
}

/** Swagger UI runs scripts from its own folder, has inline styles, and embeds images as data URLs. */
const DOCUMENTATION_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Serves the documentation at /docs, and its OpenAPI document at /docs-json and /docs-yaml. */
export function serveDocumentation(
  app: NestFastifyApplication,
  contract: Contract,
  manifest: Manifest,
): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    // A page that an operation returns already has its own policy.
    if (isPage && !reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', DOCUMENTATION_POLICY).header('x-frame-options', 'DENY');
    done();
  });
  SwaggerModule.setup('docs', app, () => registeredDocument(app, contract, manifest));
}
