import type { Design } from '#libs/briefs';
import { filesOf } from './names.ts';

/** The steps from a generated operation to a built one, in order. */
export function checklist(design: Design): string {
  const { service, method, path, operationId } = design;
  const files = filesOf(design);
  const steps = [
    `Read the operation as its users see it: ${files.contract}, ${files.document}`,
    `Make types precise where the brief's examples leave them open: ${files.schemas}`,
    `Use ids and values of the seed data in the examples: ${files.examples}, apps/${service}/src/seed`,
    ...(design.isFile
      ? [
          `Give the service a bucket, and presign the address of the file: "bucket": "read" in apps/${service}/service.json, libs/object-storage`,
        ]
      : []),
    `If something new is stored, add a migration and columns: apps/${service}/src/migrations, apps/${service}/src/schema.ts`,
    `Write the method, with SQL in a repository: ${files.service}`,
    ...(method === 'GET'
      ? []
      : [
          `Return changed, unchanged or refused, so that the write is audited: docs/guides/backend-developer.md, "Change data"`,
        ]),
    ...(design.param ? [`Return 404 for another company's data, as for an unknown id`] : []),
    `Remove "built: false" from the contract: ${files.contract}`,
    `Generate the document and the types again: npm run generate`,
    `Check: npm run typecheck && npm run lint && npx nx run-many -t contract-check test -p ${service} ${service}-contract`,
  ];
  return [
    `${operationId} is ${method} ${path}; it returns 501 NOT_BUILT until it is built. Next steps:`,
    ...steps.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n');
}
