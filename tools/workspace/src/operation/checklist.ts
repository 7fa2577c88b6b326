import type { Design } from '#libs/briefs';
import { filesOf } from './names.ts';
import { checksOwner } from './render-app.ts';
import { renderCall } from './render-call.ts';

interface Generated {
  readonly hasQuery: boolean;
  readonly isStored: boolean;
  /** Notes for the author of the brief, one sentence each. */
  readonly notes: readonly string[];
}

/** The steps from a generated operation to a built operation, in order. */
export function checklist(design: Design, generated?: Generated): string {
  const { service, method, path, operationId } = design;
  const files = filesOf(design);
  const steps = [
    `Read the operation as its users see it: ${files.contract}, ${files.document}`,
    ...(design.status === 204
      ? []
      : [`Make types precise where the brief's examples leave them open: ${files.schemas}`]),
    `Use ids and values of the seed data in the examples: ${files.examples}, apps/${service}/src/seed`,
    ...(design.isFile
      ? [
          `Give the service a bucket, and presign the address of the file: "bucket": "read" in apps/${service}/service.json, libs/object-storage`,
        ]
      : []),
    ...(design.announced
      ? [
          `Store the new ${design.about}. The generated service makes the key of its file from its id, and presigns the upload: ${files.service}`,
        ]
      : []),
    ...storageSteps(design, generated),
    ...(method === 'GET'
      ? []
      : [
          `Return changed, unchanged or refused, so that the write is audited: docs/guides/backend-developer.md, "Change data"`,
        ]),
    ...(checksOwner(design) && !generated?.hasQuery
      ? [`Call authorizeOwner with the account of what was read, so that other members get 403: libs/auth`]
      : []),
    ...(design.param && design.access !== 'support' && !generated?.hasQuery
      ? [`Return 404 for another company's data, as for an unknown id`]
      : []),
    `Remove "built: false" from the contract: ${files.contract}`,
    `Generate the document and the types again: npm run generate`,
    `Check: npm run typecheck && npm run lint && npx nx run-many -t contract-check test -p ${service} ${service}-contract`,
  ];
  return [
    `${operationId} is ${method} ${path}; it returns 501 NOT_BUILT until it is built. Next steps:`,
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...(generated?.notes ?? []).map((note) => `Note: ${note}`),
    '',
    'Apps can call it on the mock now (npm run mock):',
    `  ${renderCall(design)}`,
  ].join('\n');
}

function storageSteps(design: Design, generated: Generated | undefined): string[] {
  const { service, slug } = design;
  const files = filesOf(design);
  const source = `apps/${service}/src`;
  if (generated?.isStored)
    return [`Review the table, its key and the order of a list: ${source}/${slug}, ${source}/migrations`];
  const store = `If something new is stored, add a migration and columns: ${source}/migrations, ${source}/schema.ts`;
  const { order, query } = design;
  const period = query.find(({ name, optional }) => name === 'from' && optional);
  return generated?.hasQuery
    ? [
        store,
        `Correct the query, whose table, columns and order are guesses${order === undefined ? '' : `; the brief's order is "${order}"`}: ${files.repository}`,
        ...(period === undefined
          ? []
          : [`Choose the period for requests without one, so that the query stays small: ${files.service}`]),
      ]
    : [store, `Write the method, with SQL in a repository: ${files.service}`];
}
