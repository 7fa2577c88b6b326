import {
  type Design,
  type DesignedProblem,
  type Field,
  type PlannedExample,
  type State,
  inState,
  planExamples,
  plural,
  quote,
  snakeCase,
  whenNotSet,
} from '#libs/briefs';

/** Returns an empty text if the operation has neither a response nor a body. */
export function renderSchemas(design: Design): string {
  const { schemaName, schemaId, fields, body, status } = design;
  if (status === 204 && body.length === 0) return '';
  const imports = unique([...fields, ...body].flatMap(({ schemaImports }) => schemaImports));
  return [
    `import { z } from 'zod';`,
    importLine(imports),
    '',
    ...(status === 204
      ? []
      : [
          `export const ${schemaName} = z.object({ ${fields.map(property).join(', ')} }).meta({ id: ${quote(schemaId)} });`,
        ]),
    ...(body.length > 0
      ? ['', `export const ${bodyName(design)} = { ${body.map(property).join(', ')} };`]
      : []),
    '',
  ].join('\n');
}

/** Returns undefined if there are no new problems. */
export function renderProblems(problems: readonly DesignedProblem[]): string | undefined {
  if (problems.length === 0) return undefined;
  const declarations = problems.map(
    ({ name, code, status, title }) =>
      `export const ${name} = problemType({ code: '${code}', status: ${status}, title: ${quote(title)} });`,
  );
  return [`import { problemType } from '#contracts/vocabulary';`, '', declarations.join('\n\n'), ''].join(
    '\n',
  );
}

export function renderExamples(design: Design): string {
  const needed = unique([...design.fields, ...design.body].flatMap(({ valueImports }) => valueImports));
  const examples = planExamples(design).map((planned) => example(design, planned));
  return [
    importLine(needed),
    '',
    `export const ${examplesName(design)} = { ${examples.join(', ')} } as const;`,
    '',
  ].join('\n');
}

/** `problems` are TypeScript expressions such as `cardNotFound`. */
export function renderOperation(design: Design, problems: readonly string[]): string {
  const {
    operationId,
    method,
    path,
    status,
    summary,
    access,
    param,
    partParam,
    shape,
    schemaName,
    body,
    location,
  } = design;
  const query = [
    ...(design.ofAccount ? [`account_id: identifier${design.ofAllAccounts ? '.optional()' : ''}`] : []),
    ...(shape === 'page' ? [pageParametersOf(design)] : []),
    ...design.query.map(property),
  ];
  const lines = [
    `method: '${method}'`,
    `path: '${path}'`,
    `summary: ${quote(summary)}`,
    'built: false',
    `access: '${access}'`,
    `exposure: 'edge'`,
    ...(access === 'public' ? ['rateLimit: 60'] : []),
    ...(method === 'GET' ? [] : [`idempotencyKey: 'optional'`]),
    ...(param
      ? [
          `params: { ${[param, ...(partParam ? [partParam] : [])].map((name) => `${name}: identifier`).join(', ')} }`,
        ]
      : []),
    ...(query.length > 0 ? [`query: { ${query.join(', ')} }`] : []),
    ...(body.length > 0 ? [`body: ${bodyName(design)}`] : []),
    status === 204
      ? `responses: { 204: noContent(${quote(descriptionOf(design))}) }`
      : `responses: { ${status}: json(${quote(descriptionOf(design))}, ${envelope(shape, schemaName, severalName(design))}${location === undefined ? '' : `, { location: ${quote(location)} }`}) }`,
    ...(problems.length > 0 ? [`problems: [${problems.join(', ')}]`] : []),
    `examples: ${examplesName(design)}`,
  ];
  return `${operationId}: operation({ ${lines.join(', ')} })`;
}

function pageParametersOf({ limit }: Design): string {
  if (!limit) return '...pageParameters';
  return `...pageParameters, limit: integerParameter({ min: 1, max: ${limit.max}, default: ${limit.default} }).describe('How many to return')`;
}

export function vocabularyOf({ shape, status, param, ofAccount, query, limit }: Design): string[] {
  const envelope =
    shape === 'page' ? ['list', 'pageParameters', ...(limit ? ['integerParameter'] : [])] : ['data'];
  return [
    'operation',
    ...(status === 204 ? ['noContent'] : ['json', ...envelope]),
    ...(param || ofAccount ? ['identifier'] : []),
    ...query.flatMap(({ schemaImports }) => schemaImports),
  ];
}

export function usesZod({ shape, query }: Design): boolean {
  return shape === 'several' || query.some(({ schema }) => schema.startsWith('z.'));
}

export const bodyName = ({ operationId }: Design) => `${operationId}Body`;
export const examplesName = ({ operationId }: Design) => `${operationId}Examples`;

function descriptionOf(design: Design): string {
  const { about, shape, status, form, isFile, order } = design;
  if (shape === 'page') return `The list, one entry for each ${about}${order ? `; ${order}` : ''}`;
  if (shape === 'several') return `Each ${about} after the change; if one can't be changed, none is`;
  if (isFile) return `Where the file of the ${about} can be downloaded`;
  if (form === 'new') return `The new ${about}`;
  if (form === 'removal') return status === 204 ? `The ${about} is removed` : `The ${about} that was removed`;
  if (form === 'read') return `The ${about}`;
  const unset = whenNotSet(design)?.replace(/\.$/, '');
  return `The ${about} after the change${unset === undefined ? '' : `. When nothing is set: ${unset}`}`;
}

function envelope(shape: Design['shape'], schema: string, key: string): string {
  if (shape === 'page') return `list(${schema})`;
  return shape === 'several' ? `data(z.object({ ${key}: z.array(${schema}) }))` : `data(${schema})`;
}

function severalName({ about }: Design): string {
  return snakeCase(plural(about));
}

function example(design: Design, planned: PlannedExample): string {
  const { name, summary, account, as: role, params, query, body, response } = planned;
  const parts = [
    `summary: ${quote(summary)}`,
    ...(account === undefined ? [] : [`account: ${quote(account)}`]),
    ...(role === undefined ? [] : [`as: ${quote(role)}`]),
    ...(params ? [`params: ${texts(params)}`] : []),
    ...(query ? [`query: ${texts(query)}`] : []),
    ...(body ? [`body: { ${values(body === 'invalid' ? withInvalid(design.body) : design.body)} }`] : []),
    ...responseOf(design, response),
  ];
  return `'${name}': { ${parts.join(', ')} }`;
}

/** Returns nothing for a response without a body. */
function responseOf(design: Design, response: PlannedExample['response']): string[] {
  if (typeof response !== 'string') return [`problem: ${quote(response.problem)}`];
  return design.status === 204 ? [] : [`response: ${success(design, response)}`];
}

function success(design: Design, response: State): string {
  const { shape, fields } = design;
  const isEmptyList = response === 'empty' && shape === 'page';
  const shown = isEmptyList ? '' : `{ ${values(fields.map((field) => asSent(inState(field, response))))} }`;
  if (shape === 'one') return `{ data: ${shown} }`;
  if (shape === 'several') return `{ data: { ${severalName(design)}: [${shown}] } }`;
  return `{ data: [${shown}], page: { next_cursor: null, total_count: null } }`;
}

/** Services send stored times with milliseconds. */
function asSent(field: Field): Field {
  if (field.schema !== 'timestamp' || field.volatile) return field;
  return { ...field, value: field.value.replace(/:(\d\d)Z/, ':$1.000Z') };
}

function withInvalid([first, ...others]: readonly Field[]): Field[] {
  return first ? [{ ...first, value: first.invalid ?? 'null' }, ...others] : [];
}

function texts(given: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(given)
    .map(([name, text]) => `${name}: ${quote(text)}`)
    .join(', ')} }`;
}

export function property({
  name,
  schema,
  nullable,
  optional,
  description,
  volatile,
  personal,
}: Field): string {
  // The schema `money` already has a description.
  const suffix = `${nullable ? '.nullable()' : ''}${optional ? '.optional()' : ''}`;
  if (personal) return `${name}: ${schema}${suffix}.meta({ personal: true })`;
  if (!description || (schema === 'money' && !nullable)) return `${name}: ${schema}${suffix}`;
  const meta = volatile
    ? `.meta({ description: ${quote(description)}, volatile: true })`
    : `.describe(${quote(description)})`;
  return `${name}: ${schema}${suffix}${meta}`;
}

function values(fields: readonly Field[]): string {
  return fields.map(({ name, value }) => `${name}: ${value}`).join(', ');
}

function importLine(names: readonly string[]): string {
  return names.length > 0 ? `import { ${names.join(', ')} } from '#contracts/vocabulary';` : '';
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
