import { type Design, UPLOAD_FIELD, kebabCase, plural, snakeCase } from '#libs/briefs';
import { UPLOADS_FOLDER } from '#libs/manifest';
import { contractName, controllerName, serviceName } from './names.ts';

export function renderController(design: Design): string {
  const { service, operationId, slug } = design;
  return `import { Controller } from '@nestjs/common';
import { ${contractName(service)} } from '#contracts/${service}';
${bodyImport(design)}import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { ${serviceName(design)} } from './${slug}.service.ts';

const { ${operationId} } = ${contractName(service)}.operations;

@Controller()
export class ${controllerName(design)} {
  constructor(private readonly service: ${serviceName(design)}) {}

  @Implements(${operationId})
  ${operationId}(@Validated() request: RequestTo<typeof ${operationId}>): Promise<${bodyType(design)}> {
    return this.service.${operationId}(request);
  }
}
`;
}

/**
 * Renders a service with a method that the developer completes. Until the method is complete, the contract
 * marks the operation as not built.
 */
export function renderService(design: Design, hasDatabase: boolean): string {
  return design.method !== 'GET' && hasDatabase ? renderWritingService(design) : renderReadingService(design);
}

function renderReadingService(design: Design): string {
  const { service, operationId } = design;
  return `import { Injectable } from '@nestjs/common';
import type { ${contractName(service)} } from '#contracts/${service}';
${bodyImport(design)}import type { RequestTo } from '#libs/service-kit';

type Declared = (typeof ${contractName(service)})['operations']['${operationId}'];

@Injectable()
export class ${serviceName(design)} {
  ${operationId}(_request: RequestTo<Declared>): Promise<${hasBody(design) ? 'JsonBody<Declared>' : 'undefined'}> {
    throw new Error('${operationId} is not built');
  }
}
`;
}

function renderWritingService(design: Design): string {
  const { service, operationId, announced } = design;
  const { imports, result, field, data, key } = announced
    ? uploadParts(design, announced.name)
    : plainParts(design);
  return `import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import ${hasBody(design) ? 'type ' : ''}{ z } from 'zod';
import { ${contractName(service)} } from '#contracts/${service}';
${bodyImport(design)}${imports}import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes } from '#libs/writes';

const { ${operationId} } = ${contractName(service)}.operations;
${result}
${key}
@Injectable()
export class ${serviceName(design)} {
  constructor(${field}private readonly writes: Writes) {}

  async ${operationId}(request: RequestTo<typeof ${operationId}>): Promise<${bodyType(design)}> {
    const write = { operation: ${operationId}, request, result };
    ${data}
  }

${checksOwner(design) ? '  /** Read the entity, and call authorizeOwner with its account before the change. */\n' : ''}  private change(
    _manager: EntityManager,
    _request: RequestTo<typeof ${operationId}>,
  ): Promise<Outcome<z.output<typeof result>>> {
    throw new Error('${operationId} is not built');
  }
}
`;
}

function hasBody({ status }: Design): boolean {
  return status !== 204;
}

function bodyImport(design: Design): string {
  return hasBody(design) ? `import type { JsonBody } from '#contracts/vocabulary';\n` : '';
}

function bodyType(design: Design): string {
  return hasBody(design) ? `JsonBody<typeof ${design.operationId}>` : 'undefined';
}

/** Whether the service must check the owner, because the request does not contain the account. */
export function checksOwner({ access, param, ofAccount }: Design): boolean {
  return access === 'owner' && !ofAccount && param !== 'account_id';
}

/** The parts of a writing service that depend on whether the operation has an upload. */
interface WriteParts {
  readonly imports: string;
  readonly result: string;
  readonly key: string;
  readonly field: string;
  readonly data: string;
}

const RUN = 'await this.writes.run(write, (manager) => this.change(manager, request))';

function plainParts(design: Design): WriteParts {
  const { operationId, status } = design;
  if (!hasBody(design))
    return {
      imports: '',
      result: 'const result = z.object({});',
      key: '',
      field: '',
      data: `${RUN};`,
    };
  return {
    imports: '',
    result: `const result = ${operationId}.responses[${status}].schema.shape.data;`,
    key: '',
    field: '',
    data: `return { data: ${RUN} };`,
  };
}

/**
 * The service makes the upload address from the new resource's id, so the stored response does not contain the address.
 */
function uploadParts({ operationId, status, about }: Design, announced: string): WriteParts {
  const id = `${snakeCase(about)}_id`;
  return {
    imports: `import { ObjectStorage } from '#libs/object-storage';\n`,
    result: `/** The stored response has no address, because the address expires within minutes. */
const result = ${operationId}.responses[${status}].schema.shape.data.omit({ ${UPLOAD_FIELD}: true });`,
    key: `
/** The key of the file. A read shows it with \`presignedUrlIfStored\`, which returns null until the file has arrived. */
const fileKey = (id: string): string => \`${UPLOADS_FOLDER}${kebabCase(plural(about))}/\${id}\`;
`,
    field: 'private readonly storage: ObjectStorage, ',
    data: `const created = ${RUN};
    // A repeated request gets a new address of the same file.
    const ${UPLOAD_FIELD} = await this.storage.presignedUpload(fileKey(created.${id}), request.body.${announced});
    return { data: { ...created, ${UPLOAD_FIELD} } };`,
  };
}

/** Renders a spec that calls a shared test function, such as `testWrites`. */
export function renderGate(gate: string): string {
  return `import { ${gate} } from '#libs/testing';
import { service } from '../src/service.ts';

${gate}(service);
`;
}
