import type { Design } from '#libs/briefs';
import { contractName, controllerName, serviceName } from './names.ts';

/** The controller, which delegates to the operation's service. */
export function renderController(design: Design): string {
  const { service, operationId, slug } = design;
  return `import { Controller } from '@nestjs/common';
import { ${contractName(service)} } from '#contracts/${service}';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { ${serviceName(design)} } from './${slug}.service.ts';

const { ${operationId} } = ${contractName(service)}.operations;

@Controller()
export class ${controllerName(design)} {
  constructor(private readonly service: ${serviceName(design)}) {}

  @Implements(${operationId})
  ${operationId}(@Validated() request: RequestTo<typeof ${operationId}>): Promise<JsonBody<typeof ${operationId}>> {
    return this.service.${operationId}(request);
  }
}
`;
}

/** The service with a method to write. The contract marks the operation as not built until then. */
export function renderService(design: Design, hasDatabase: boolean): string {
  return design.method !== 'GET' && hasDatabase ? renderWritingService(design) : renderReadingService(design);
}

function renderReadingService(design: Design): string {
  const { service, operationId } = design;
  return `import { Injectable } from '@nestjs/common';
import type { ${contractName(service)} } from '#contracts/${service}';
import type { JsonBody } from '#contracts/vocabulary';
import type { RequestTo } from '#libs/service-kit';

type Declared = (typeof ${contractName(service)})['operations']['${operationId}'];

@Injectable()
export class ${serviceName(design)} {
  ${operationId}(_request: RequestTo<Declared>): Promise<JsonBody<Declared>> {
    throw new Error('${operationId} is not built');
  }
}
`;
}

/** The change runs once for each idempotency key, and leaves an audit row. */
function renderWritingService(design: Design): string {
  const { service, operationId, status } = design;
  return `import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { ${contractName(service)} } from '#contracts/${service}';
import type { JsonBody } from '#contracts/vocabulary';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes } from '#libs/writes';

const { ${operationId} } = ${contractName(service)}.operations;
const result = ${operationId}.responses[${status}].schema.shape.data;

@Injectable()
export class ${serviceName(design)} {
  constructor(private readonly writes: Writes) {}

  async ${operationId}(request: RequestTo<typeof ${operationId}>): Promise<JsonBody<typeof ${operationId}>> {
    const write = { operation: ${operationId}, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private change(
    _manager: EntityManager,
    _request: RequestTo<typeof ${operationId}>,
  ): Promise<Outcome<z.output<typeof result>>> {
    throw new Error('${operationId} is not built');
  }
}
`;
}

/** A spec that calls one of the gates that every service has: `testWrites`. */
export function renderGate(gate: string): string {
  return `import { ${gate} } from '#libs/testing';
import { service } from '../src/service.ts';

${gate}(service);
`;
}
