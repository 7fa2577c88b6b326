import { type Design, planExamples } from '#libs/briefs';
import { contractName, controllerName } from './names.ts';

/** The controller with a method to write. The contract marks the operation as not built until then. */
export function renderController(design: Design): string {
  const { service, operationId } = design;
  return `import { Controller } from '@nestjs/common';
import { ${contractName(service)} } from '#contracts/${service}';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';

const { ${operationId} } = ${contractName(service)}.operations;

@Controller()
export class ${controllerName(design)} {
  @Implements(${operationId})
  ${operationId}(@Validated() _request: RequestTo<typeof ${operationId}>): Promise<JsonBody<typeof ${operationId}>> {
    throw new Error('${operationId} is not built');
  }
}
`;
}

/** The tests that the service responds as each example says, which are expected to fail until the operation is built. */
export function renderAcceptanceTest(design: Design): string {
  const { service, operationId } = design;
  const tests = planExamples(design).map(
    ({ name, summary, passesUnbuilt }) =>
      `it${passesUnbuilt ? '' : '.failing'}(${JSON.stringify(`${name}: ${summary}`)}, responds('${name}'));`,
  );
  return `import { ${contractName(service)} } from '#contracts/${service}';
import { TestService, keepExample } from '#libs/testing';
import { service } from '../src/service.ts';

const { ${operationId} } = ${contractName(service)}.operations;

let started: TestService;

beforeAll(async () => {
  started = await TestService.start(service);
});

afterAll(() => started.stop());

function responds(name: string): () => Promise<void> {
  const example = ${operationId}.examples[name];
  if (!example) throw new Error(\`The contract has no example \${name}\`);
  return () => keepExample(started, ${operationId}, example);
}

// A test is \`.failing\` until the service responds as the example says. Then remove \`.failing\`.
${tests.join('\n')}
`;
}

/** The test that each write of the service leaves one audit row. */
export function renderWritesTest(): string {
  return `import { testWrites } from '#libs/testing';
import { service } from '../src/service.ts';

testWrites(service);
`;
}
