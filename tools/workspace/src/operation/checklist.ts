import type { Design } from '#tools/brief';
import { filesOf } from './names.ts';

/** What a developer does next, in order. */
export function checklist(design: Design): string {
  const { service, method, path, operationId, slug } = design;
  const files = filesOf(design);
  const steps = [
    `Read the operation as its users will: ${files.contract}, ${files.document}`,
    `Sharpen its types, where an example in the brief could not tell: ${files.schemas}`,
    `Make the examples true of the seed data, with its ids: ${files.examples}, apps/${service}/src/seed`,
    'Write the document and the types again, from what you changed: npm run openapi && npm run api-client',
    `If something new is stored, add a migration: apps/${service}/src/migrations, apps/${service}/src/schema.ts`,
    `Put decisions in a service and SQL in a repository: apps/${service}/src/${slug}`,
    ...(method === 'GET'
      ? []
      : [
          `Change data with Writes.run, which makes the write idempotent and audits it: libs/writes, docs/guides/backend-developer.md`,
        ]),
    ...(design.param
      ? [`Answer 404 for what belongs to another company, as if it did not exist: ${files.controller}`]
      : []),
    `Write the method and take @NotBuilt() away: ${files.controller}`,
    `Take .failing away from each test that passes: ${files.test}`,
    `Check: npm run typecheck && npm run lint && npx nx run-many -t contract-check test -p ${service} ${service}-contract`,
  ];
  return [
    `${operationId} is ${method} ${path}; it answers 501 NOT_BUILT until it is built. What is next:`,
    ...steps.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n');
}
