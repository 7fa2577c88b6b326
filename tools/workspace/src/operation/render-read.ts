import type { Design, Field } from '#libs/briefs';
import { contractName, repositoryName, serviceName } from './names.ts';
import { type Column, type RowPlan, isDate } from './plan-rows.ts';

export function renderReadService(
  design: Design,
  plan: RowPlan,
  isStored: boolean,
  notFound: string | undefined,
): string {
  return plan.kind === 'page'
    ? renderPageService(design, plan, isStored)
    : renderOneService(design, plan, isStored, notFound);
}

function renderPageService(design: Design, plan: RowPlan, isStored: boolean): string {
  const { service, operationId, slug, schemaName, limit, query } = design;
  const { order, hasRange } = plan;
  const position = order.map(({ property }) => property).join(', ');
  const cursor = limit ? '' : 'cursor, ';
  const rest = query.length > 0 ? ', ...filter' : '';
  return `import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ${contractName(service)}, ${schemaName} } from '#contracts/${service}';
${vocabularyImport(order)}
import { PageReader, cursorCodec${order.some((column) => cursorSchema(column, isStored) === 'cursorText') ? ', cursorText' : ''} } from '#libs/database';
${hasRange ? `import { rangeRefusal } from '#libs/http-rules';\nimport { ProblemError } from '#libs/runtime';\n` : ''}import type { RequestTo } from '#libs/service-kit';
import { ${repositoryName(design)}, type ${rowName(plan)} } from './${slug}.repository.ts';

type Declared = (typeof ${contractName(service)})['operations']['${operationId}'];

const cursors = cursorCodec(z.object({ ${order.map((column) => `${column.property}: ${cursorSchema(column, isStored)}`).join(', ')} }));

@Injectable()
export class ${serviceName(design)} {
  constructor(
    private readonly repository: ${repositoryName(design)},
    private readonly pages: PageReader,
  ) {}

  /** One page. Throws INVALID_REQUEST for a cursor of a different list${hasRange ? ', and for a range in the wrong order' : ''}. */
  ${hasRange ? 'async ' : ''}${operationId}({ query }: RequestTo<Declared>): Promise<JsonBody<Declared>> {
    const { account_id: accountId, ${cursor}limit${rest} } = query;
    ${hasRange ? 'const refusal = rangeRefusal(query);\n    if (refusal) throw new ProblemError(refusal.problem, refusal.detail, refusal);\n    ' : ''}return this.pages.read({
      cursors,
      filters: { account_id: accountId${rest} },
      cursor${limit ? ': undefined' : ''},
      limit,
      read: (rows, after) => this.repository.list(accountId, ${query.length > 0 ? 'filter, ' : ''}rows, after),
      positionOf: ({ ${position} }) => ({ ${position} }),
      schema: ${schemaName},
      toItem,
    });
  }
}

${toItem(design, plan, isStored)}`;
}

function renderOneService(
  design: Design,
  plan: RowPlan,
  isStored: boolean,
  notFound: string | undefined,
): string {
  const { service, operationId, slug, param = '' } = design;
  const problem = notFound === undefined ? [] : [notFound.split('.')[0] ?? ''];
  const names = [`type ${contractName(service)}`, `type ${design.schemaName}`, ...problem];
  return `import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ${names.join(', ')} } from '#contracts/${service}';
import type { JsonBody } from '#contracts/vocabulary';
${plan.checksOwner ? `import { authorizeOwner } from '#libs/auth';\n` : ''}import { ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { ${repositoryName(design)}, type ${rowName(plan)} } from './${slug}.repository.ts';

type Declared = (typeof ${contractName(service)})['operations']['${operationId}'];

@Injectable()
export class ${serviceName(design)} {
  constructor(private readonly repository: ${repositoryName(design)}) {}

  async ${operationId}({ params, caller }: RequestTo<Declared>): Promise<JsonBody<Declared>> {
    const row = await this.repository.find(params.${param}, caller.accountIds);
    if (!row) throw new ProblemError(${notFound ?? ''});
${plan.checksOwner ? '    authorizeOwner(caller, row.accountId);\n' : ''}    return { data: toItem(row) };
  }
}

${toItem(design, plan, isStored)}`;
}

function toItem({ schemaName }: Design, plan: RowPlan, isStored: boolean): string {
  const values = plan.columns.flatMap((column) =>
    column.field ? [`${column.name}: ${shownValue(column, plan, isStored)}`] : [],
  );
  return `function toItem(row: ${rowName(plan)}): z.input<typeof ${schemaName}> {
  return { ${values.join(', ')} };
}
`;
}

function shownValue(
  { property, type, isNullable }: Column,
  { currency }: RowPlan,
  isStored: boolean,
): string {
  const value = `row.${property}`;
  if (type === 'timestamptz')
    return isNullable ? `${value}?.toISOString() ?? null` : `${value}.toISOString()`;
  if (type !== 'bigint') return value;
  const amount = `{ amount: ${isStored ? value : `Number(${value})`}, currency: row.${currency?.property ?? ''} }`;
  return isNullable ? `${value} === null ? null : ${amount}` : amount;
}

/** Without a table from the generator, the query is a guess that the developer corrects. */
export function renderRepository(design: Design, plan: RowPlan, isStored: boolean): string {
  const { Thing, file, columns } = plan;
  const parts = plan.kind === 'page' ? pageParts(design, plan, isStored) : oneParts(plan, isStored);
  const usesZone = parts.method.includes('PEOPLES_TIME_ZONE');
  const usesSchema = !isStored && columns.some((column) => columnType(column).includes('Shown'));
  return `import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
${usesSchema ? `import type { z } from 'zod';\nimport type { ${design.schemaName} } from '#contracts/${design.service}';\n` : ''}${usesZone ? `import { PEOPLES_TIME_ZONE } from '#contracts/vocabulary';\n` : ''}${isStored ? `import { ${Thing}Entity } from './${file}.entity.ts';\n` : ''}
${usesSchema ? `type Shown = z.output<typeof ${design.schemaName}>;\n\n` : ''}${isStored ? `export type ${rowName(plan)} = ${Thing}Entity;` : rowInterface(plan)}
${parts.types}
@Injectable()
export class ${repositoryName(design)} {
  constructor(private readonly database: DataSource) {}

${parts.method}
}
`;
}

function rowInterface(plan: RowPlan): string {
  const properties = readColumns(plan).map((column) => {
    const isAmount = column.type === 'bigint';
    const type = isAmount ? `string${column.isNullable ? ' | null' : ''}` : columnType(column);
    return `${isAmount ? '  /** Minor units. PostgreSQL sends a bigint and a sum as text. */\n' : ''}  readonly ${column.property}: ${type};`;
  });
  return `export interface ${rowName(plan)} {\n${properties.join('\n')}\n}`;
}

/** The columns that the response, the cursor or the check of the owner needs. */
function readColumns({ columns, order, kind, checksOwner, currency }: RowPlan): Column[] {
  return columns.filter(
    (column) =>
      (checksOwner && column.name === 'account_id') ||
      column.field !== undefined ||
      column === currency ||
      (kind === 'page' && order.includes(column)),
  );
}

/** A text column has the type in the contract, such as an enum. */
export function columnType({ type, isNullable, field }: Column): string {
  const orNull = isNullable ? ' | null' : '';
  if (type === 'timestamptz') return `Date${orNull}`;
  if (type === 'bigint') return `number${orNull}`;
  return field && type !== 'date' ? `Shown['${field.name}']` : `string${orNull}`;
}

/**
 * Selects from the entity if the table is generated. Otherwise, selects from the table that the plan names.
 */
function selection(plan: RowPlan, isStored: boolean): string {
  if (isStored)
    return `this.database
      .getRepository(${plan.Thing}Entity)
      .createQueryBuilder('item')`;
  const selected = readColumns(plan).map(
    ({ name, property }, at) => `      .${at === 0 ? 'select' : 'addSelect'}('item.${name}', '${property}')`,
  );
  return `this.database
      .createQueryBuilder()
${selected.join('\n')}
      .from('${plan.table}', 'item')`;
}

interface Parts {
  readonly types: string;
  readonly method: string;
}

function pageParts({ query }: Design, plan: RowPlan, isStored: boolean): Parts {
  const { Thing, order, direction } = plan;
  const comparison = direction === 'ASC' ? '>' : '<';
  const position = order.map(({ property }) => `'${property}'`).join(' | ');
  const columns = order.map(({ name }) => `item.${name}`);
  const values = order.map(({ property }) => `:${property}`);
  const after =
    order.length > 1
      ? `(${columns.join(', ')}) ${comparison} (${values.join(', ')})`
      : `${columns.join('')} ${comparison} ${values.join('')}`;
  const parameters = [
    'accountId: string',
    ...(query.length > 0 ? [`filter: ${Thing}Filter`] : []),
    'limit: number',
    `position: ${Thing}Position | undefined`,
  ];
  return {
    types: `
/** Where a page ends: the sort key of its last row. */
export type ${Thing}Position = Pick<${rowName(plan)}, ${position}>;
${query.length > 0 ? filterInterface(plan, query) : ''}`,
    method: `  /** The account's rows in the list's order, starting after \`position\`. Returns one more than \`limit\` if there are more. */
  list(${parameters.join(', ')}): Promise<${rowName(plan)}[]> {
    ${isStored ? '' : `${GUESS}\n    `}const query = ${selection(plan, isStored)}
      .where('item.account_id = :accountId', { accountId })
${columns.map((column, at) => `      .${at === 0 ? 'orderBy' : 'addOrderBy'}('${column}', '${direction}')`).join('\n')}
      .limit(limit + 1);
${query.map((filter) => condition(filter, plan, isStored)).join('')}    if (position) query.andWhere('${after}', { ...position });
    return ${isStored ? 'query.getMany()' : `query.getRawMany<${rowName(plan)}>()`};
  }`,
  };
}

const GUESS = '// The table and its columns are guesses from the brief.';

function filterInterface({ Thing }: RowPlan, query: readonly Field[]): string {
  const filters = query.map(({ name, optional, schema }) => {
    const type = schema.startsWith('wholeNumber(') ? 'number' : 'string';
    return `  readonly ${name}${optional ? `?: ${type} | undefined` : `: ${type}`};`;
  });
  return `
export interface ${Thing}Filter {
${filters.join('\n')}
}
`;
}

/**
 * Renders the condition for a filter. A period limits the row's first date. A minimum or maximum limits the column in
 * the filter's name. Other filters compare the column with the same name.
 */
function condition({ name, schema }: Field, { columns }: RowPlan, isStored: boolean): string {
  const isPeriod = name === 'from' || name === 'to';
  const date = columns.find(({ type, isNullable }) => isDate(type) && !isNullable);
  const { column: compared, comparison: operator } = boundOf(name) ?? { column: name, comparison: '=' };
  if (isStored && !(isPeriod ? date : columns.some((column) => column.name === compared)))
    throw new Error(
      `The list can't have the filter ${name}, because no value of its rows fits. Leave out --table.`,
    );
  const isGiven = schema.startsWith('wholeNumber(') ? `filter.${name} !== undefined` : `filter.${name}`;
  const start = `if (${isGiven}) query.andWhere(`;
  const value = `{ ${name}: filter.${name} }`;
  if (!isPeriod) return `    ${start}'item.${compared} ${operator} :${name}', ${value});\n`;
  const { name: column, type } = date ?? { name: 'created_at', type: 'timestamptz' };
  if (type === 'date')
    return `    ${start}'item.${column} ${name === 'from' ? '>=' : '<='} :${name}', ${value});\n`;
  const comparison = name === 'from' ? '>= ' : '< ';
  const day = `CAST(:${name} AS timestamp)`;
  const moment = name === 'from' ? day : `(${day} + interval '1 day')`;
  return `    ${start}\`item.${column} ${comparison}${moment} AT TIME ZONE '\${PEOPLES_TIME_ZONE}'\`, ${value});\n`;
}

/** Splits a name such as `minimum_fee` into the column and the comparison. Undefined for other filters. */
export function boundOf(name: string): { readonly column: string; readonly comparison: string } | undefined {
  const [, bound, column] = /^(minimum|maximum)_(.+)$/.exec(name) ?? [];
  return column === undefined ? undefined : { column, comparison: bound === 'minimum' ? '>=' : '<=' };
}

function oneParts(plan: RowPlan, isStored: boolean): Parts {
  const { name, property } = plan.key;
  const row = `${selection(plan, isStored)}
      .where('item.${name} = :${property} AND item.account_id = ANY(:accountIds)', { ${property}, accountIds })`;
  return {
    types: '',
    method: `  /** The row with this id, if it belongs to one of the accounts. Null if there is none. */
  ${isStored ? '' : 'async '}find(${property}: string, accountIds: readonly string[]): Promise<${rowName(plan)} | null> {
    ${
      isStored
        ? `return ${row}
      .getOne();`
        : `${GUESS}
    const row = await ${row}
      .getRawOne<${rowName(plan)}>();
    return row ?? null;`
    }
  }`,
  };
}

const rowName = ({ Thing }: RowPlan) => `${Thing}Row`;

function cursorSchema({ name, type }: Column, isStored: boolean): string {
  if (type === 'integer' || (type === 'bigint' && isStored)) return 'z.int()';
  if (type === 'bigint') return String.raw`z.string().regex(/^-?\d{1,18}$/)`;
  if (type === 'timestamptz') return 'timestamp.transform((text) => new Date(text))';
  if (type === 'date') return 'calendarDate';
  return name.endsWith('_id') ? 'identifier' : 'cursorText';
}

function cursorSchemaName({ name, type }: Column): string {
  if (type === 'timestamptz') return 'timestamp';
  if (type === 'date') return 'calendarDate';
  return name.endsWith('_id') ? 'identifier' : '';
}

function vocabularyImport(order: readonly Column[]): string {
  const schemas = [...new Set(order.map(cursorSchemaName))].filter(Boolean);
  return schemas.length > 0
    ? `import { type JsonBody, ${schemas.join(', ')} } from '#contracts/vocabulary';`
    : `import type { JsonBody } from '#contracts/vocabulary';`;
}
