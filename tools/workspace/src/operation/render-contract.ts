import type { DesignedProblem } from '../brief/design-problem.ts';
import type { Design, Field } from '../brief/design.ts';
import { quote } from '../brief/value-type.ts';
import { type PlannedExample, planExamples } from './plan-examples.ts';

/** The file with the schemas of the response and the body. */
export function renderSchemas(design: Design): string {
  const { schemaName, schemaId, fields, body } = design;
  const imports = unique([...fields, ...body].flatMap(({ schemaImports }) => schemaImports));
  return [
    `import { z } from 'zod';`,
    importLine(imports),
    '',
    `export const ${schemaName} = z.object({ ${fields.map(property).join(', ')} }).meta({ id: ${quote(schemaId)} });`,
    ...(body.length > 0
      ? ['', `export const ${bodyName(design)} = { ${body.map(property).join(', ')} };`]
      : []),
    '',
  ].join('\n');
}

/** The file with the problems that the contract does not declare yet; undefined if there are none. */
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

/** The file with the planned examples. */
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

/** The operation's entry in the contract. `problems` are the expressions of its problems. */
export function renderOperation(design: Design, problems: readonly string[]): string {
  const { operationId, method, path, summary, access, param, ofAccount, list, schemaName, body } = design;
  const query = [...(ofAccount ? ['account_id: identifier'] : []), ...(list ? ['...pageParameters'] : [])];
  const lines = [
    `method: '${method}'`,
    `path: '${path}'`,
    `summary: ${quote(summary)}`,
    'built: false',
    `access: '${access}'`,
    `exposure: 'edge'`,
    ...(access === 'public' ? ['rateLimit: 60'] : []),
    ...(method === 'GET' ? [] : [`idempotencyKey: 'optional'`]),
    ...(param ? [`params: { ${param}: identifier }`] : []),
    ...(list ? [`query: { ${query.join(', ')} }`] : []),
    ...(body.length > 0 ? [`body: ${bodyName(design)}`] : []),
    `responses: { 200: json(${quote(descriptionOf(design))}, ${list ? 'list' : 'data'}(${schemaName})) }`,
    ...(problems.length > 0 ? [`problems: [${problems.join(', ')}]`] : []),
    `examples: ${examplesName(design)}`,
  ];
  return `${operationId}: operation({ ${lines.join(', ')} })`;
}

/** The names that the operation imports from the vocabulary. */
export function vocabularyOf({ list, param, ofAccount }: Design): string[] {
  return [
    'operation',
    'json',
    ...(list ? ['list', 'pageParameters'] : ['data']),
    ...(param || ofAccount ? ['identifier'] : []),
  ];
}

export const bodyName = ({ operationId }: Design) => `${operationId}Body`;
export const examplesName = ({ operationId }: Design) => `${operationId}Examples`;

function descriptionOf({ about, list, method }: Design): string {
  if (list) return `The list, one entry for each ${about}`;
  return method === 'GET' ? `The ${about}` : `The ${about} after the change`;
}

function example(design: Design, planned: PlannedExample): string {
  const { name, summary, account, params, query, body, response } = planned;
  const parts = [
    `summary: ${quote(summary)}`,
    ...(account === undefined ? [] : [`account: ${quote(account)}`]),
    ...(params ? [`params: ${texts(params)}`] : []),
    ...(query ? [`query: ${texts(query)}`] : []),
    ...(body ? [`body: { ${body === 'empty' ? '' : values(design.body)} }`] : []),
    typeof response === 'string'
      ? `response: ${success(design, response)}`
      : `problem: ${quote(response.problem)}`,
  ];
  return `'${name}': { ${parts.join(', ')} }`;
}

function success({ list, fields }: Design, response: 'filled' | 'empty'): string {
  const shown = `{ ${values(fields)} }`;
  if (!list) return `{ data: ${shown} }`;
  return `{ data: [${response === 'empty' ? '' : shown}], page: { next_cursor: null, total_count: null } }`;
}

function texts(given: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(given)
    .map(([name, text]) => `${name}: ${quote(text)}`)
    .join(', ')} }`;
}

function property({ name, schema, nullable, description }: Field): string {
  const described = description ? `.describe(${quote(description)})` : '';
  return `${name}: ${schema}${nullable ? '.nullable()' : ''}${schema === 'money' && !nullable ? '' : described}`;
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
