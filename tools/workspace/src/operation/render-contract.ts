import { type Design, type DesignedProblem, type Field, quote } from '#tools/brief';

/** The company that the filled examples speak of; it is in the seed data of every service. */
const EXAMPLE_ACCOUNT = 'company-ab';

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

/** The file with an example of each state that the brief names. */
export function renderExamples(design: Design): string {
  const { list, fields, whenNothing, problems } = design;
  const needed = unique([...fields, ...design.body].flatMap(({ valueImports }) => valueImports));
  const shown = `{ ${fields.map(value).join(', ')} }`;
  const response = (items: string) => `{ data: [${items}], page: { next_cursor: null, total_count: null } }`;
  const examples = [
    example(
      design,
      'filled',
      design.summary.replace(/\.$/, ''),
      EXAMPLE_ACCOUNT,
      `response: ${list ? response(shown) : `{ data: ${shown} }`}`,
    ),
    ...(list
      ? [example(design, 'empty', whenNothing, `no-${kebab(design.about)}`, `response: ${response('')}`)]
      : []),
    ...problems.map((problem) => problemExample(design, problem)),
  ];
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
    `access: '${access}'`,
    ...(access === 'public' ? ['rateLimit: 60'] : []),
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

/** A thing that is not there is nobody's; one that something is wrong with belongs to the account of that name. */
function problemExample(design: Design, { code, status, title, example: name }: DesignedProblem): string {
  const id = status === 404 ? name : `${kebab(design.about)}-${name}`;
  return example(design, name, title, name, `problem: '${code}'`, id);
}

function example(
  design: Design,
  name: string,
  summary: string,
  whose: string,
  outcome: string,
  id = `${kebab(design.about)}-${whose}`,
): string {
  const { param, ofAccount, body, access } = design;
  const asksAs = access === 'member' && param && whose !== EXAMPLE_ACCOUNT && id !== whose;
  const parts = [
    `summary: ${quote(summary)}`,
    ...(asksAs ? [`account: '${whose}'`] : []),
    ...(param ? [`params: { ${param}: '${id}' }`] : []),
    ...(ofAccount ? [`query: { account_id: '${whose}' }`] : []),
    ...(body.length > 0 ? [`body: { ${body.map(value).join(', ')} }`] : []),
    outcome,
  ];
  return `'${name}': { ${parts.join(', ')} }`;
}

function property({ name, schema, nullable, description }: Field): string {
  const described = description ? `.describe(${quote(description)})` : '';
  return `${name}: ${schema}${nullable ? '.nullable()' : ''}${schema === 'money' && !nullable ? '' : described}`;
}

function value(field: Field): string {
  return `${field.name}: ${field.value}`;
}

function kebab(text: string): string {
  return text.toLowerCase().replaceAll(' ', '-');
}

function importLine(names: readonly string[]): string {
  return names.length > 0 ? `import { ${names.join(', ')} } from '#contracts/vocabulary';` : '';
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
