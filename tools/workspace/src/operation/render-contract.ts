import type { DesignedProblem } from '../brief/design-problem.ts';
import type { Design, Field } from '../brief/design.ts';
import { quote } from '../brief/value-type.ts';
import { type PromisedExample, promisedExamples } from './promised-examples.ts';

/** The file with the schemas of what is shown and what is sent. */
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

/** The file with the problems that no other file of the contract declares; undefined where there are none. */
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

/** The file with the examples that the brief promises. */
export function renderExamples(design: Design): string {
  const needed = unique([...design.fields, ...design.body].flatMap(({ valueImports }) => valueImports));
  const examples = promisedExamples(design).map((promised) => example(design, promised));
  return [
    importLine(needed),
    '',
    `export const ${examplesName(design)} = { ${examples.join(', ')} } as const;`,
    '',
  ].join('\n');
}

/** The entry in the contract, with the problems as they are written there. */
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
    `responses: { 200: json(${quote(answerOf(design))}, ${list ? 'list' : 'data'}(${schemaName})) }`,
    ...(problems.length > 0 ? [`problems: [${problems.join(', ')}]`] : []),
    `examples: ${examplesName(design)}`,
  ];
  return `${operationId}: operation({ ${lines.join(', ')} })`;
}

/** What the contract needs of the vocabulary for the operation. */
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

function answerOf({ about, list, method }: Design): string {
  if (list) return `What there is, one entry for each ${about}`;
  return method === 'GET' ? `The ${about}` : `The ${about} after the change`;
}

function example(design: Design, promised: PromisedExample): string {
  const { name, summary, account, params, query, body, answer } = promised;
  const parts = [
    `summary: ${quote(summary)}`,
    ...(account === undefined ? [] : [`account: ${quote(account)}`]),
    ...(params ? [`params: ${texts(params)}`] : []),
    ...(query ? [`query: ${texts(query)}`] : []),
    ...(body ? [`body: { ${body === 'nothing' ? '' : values(design.body)} }`] : []),
    typeof answer === 'string'
      ? `response: ${response(design, answer)}`
      : `problem: ${quote(answer.problem)}`,
  ];
  return `'${name}': { ${parts.join(', ')} }`;
}

function response({ list, fields }: Design, answer: 'what is shown' | 'no entries'): string {
  const shown = `{ ${values(fields)} }`;
  if (!list) return `{ data: ${shown} }`;
  return `{ data: [${answer === 'no entries' ? '' : shown}], page: { next_cursor: null, total_count: null } }`;
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
