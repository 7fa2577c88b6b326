import { type Design, pascalCase, planExamples } from '#libs/briefs';
import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { type Column, type RowPlan } from './plan-rows.ts';
import { boundOf, columnType } from './render-read.ts';

export function renderEntity({ schemaName, service }: Design, plan: RowPlan): string {
  const { Thing, table, columns, key, currency } = plan;
  const typed = columns.some((column) => columnType(column).includes('Shown'));
  return `import { Column, Entity, PrimaryColumn } from 'typeorm';
${typed ? `import type { z } from 'zod';\nimport type { ${schemaName} } from '#contracts/${service}';\n` : ''}${currency ? `import { minorUnits } from '#libs/database';\n` : ''}
${typed ? `type Shown = z.output<typeof ${schemaName}>;\n\n` : ''}@Entity('${table}')
export class ${Thing}Entity {
${columns.map((column) => property(column, column === key)).join('\n')}}
`;
}

function property(column: Column, isKey: boolean): string {
  const { property: name, type, isNullable } = column;
  const options = [
    ...(name === column.name ? [] : [`name: '${column.name}'`]),
    ...(isNullable ? ['nullable: true'] : []),
    ...(type === 'bigint' ? ['transformer: minorUnits'] : []),
  ];
  const given = options.length > 0 ? `, { ${options.join(', ')} }` : '';
  return `${type === 'bigint' ? '  /** Minor units. */\n' : ''}  @${isKey ? 'PrimaryColumn' : 'Column'}('${type}'${given})
  ${name}!: ${columnType(column)};
`;
}

/**
 * Renders the migration with an index for the list and an index for each filter. Each index ends with the
 * columns that have a minimum or a maximum. So PostgreSQL can compare these values without reading the rows.
 */
export function renderMigration({ query }: Design, plan: RowPlan, timestamp: string): string {
  const { table, columns, key, order, direction, kind } = plan;
  const definitions = columns.map(
    (column) =>
      `        ${sqlName(column.name)} ${storedType(column)}${column === key ? ' PRIMARY KEY' : column.isNullable ? '' : ' NOT NULL'}`,
  );
  const sorted = order.map(({ name }) => `${sqlName(name)} ${direction}`);
  const filters = query.filter(({ name }) => columns.some((column) => column.name === name));
  const compared = [...new Set(query.flatMap(({ name }) => boundOf(name)?.column ?? []))].map(sqlName);
  const index = (name: string, first: readonly string[]) =>
    `    await queryRunner.query(\`CREATE INDEX ${table}_by_${name} ON ${table} (${[...first, ...sorted, ...compared].join(', ')})\`);`;
  const indexes =
    kind === 'page'
      ? [
          index('account', ['account_id']),
          ...filters.map(({ name }) => index(name, ['account_id', sqlName(name)])),
        ]
      : [];
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${migrationName(plan, timestamp)} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`
      CREATE TABLE ${table} (
${definitions.join(',\n')}
      )
    \`);
${indexes.join('\n')}
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`DROP TABLE ${table}\`);
  }
}
`;
}

/** Quotes a single word, because it can be a keyword of SQL, such as `user`, `order` or `end`. */
function sqlName(name: string): string {
  return name.includes('_') ? name : `"${name}"`;
}

/** Cursors have milliseconds, so stored times must not be more precise. */
function storedType({ type }: Column): string {
  return type === 'timestamptz' ? 'timestamptz(3)' : type;
}

export function migrationName({ table }: RowPlan, timestamp: string): string {
  return `Create${pascalCase(table)}${timestamp}`;
}

/** Renders the migration for the stored responses and the audit log. */
export function renderWriteTables(name: string): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowSupportInAuditLog, createWriteTables, dropWriteTables } from '#libs/writes';

/** Stores the responses to requests with a key, and the audit log. */
export class ${name} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createWriteTables(queryRunner);
    await allowSupportInAuditLog(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropWriteTables(queryRunner);
  }
}
`;
}

/** The seed data has only the row in the example `filled`. */
export function renderSeedRows(design: Design, plan: RowPlan): string {
  const { Thing, columns } = plan;
  const [filled] = planExamples(design);
  const id = (design.param && filled?.params?.[design.param]) ?? `${plan.file}-${EXAMPLE_ACCOUNT}`;
  const values = columns.map((column) => `${column.property}: ${seedValue(column, id)}`);
  const imports = [...new Set(columns.flatMap(({ field }) => field?.valueImports ?? []))];
  return `${imports.length > 0 ? `import { ${imports.join(', ')} } from '#contracts/vocabulary';\n` : ''}import type { ${Thing}Entity } from '../${design.slug}/${plan.file}.entity.ts';

/** The row that the example \`filled\` of ${design.operationId} shows. */
export const ${seedName(plan)}: ${Thing}Entity[] = [{ ${values.join(', ')} }];
`;
}

export function seedName({ table }: RowPlan): string {
  const name = pascalCase(table);
  return `seed${name}`;
}

function seedValue({ type, field, seed }: Column, id: string): string {
  if (!field) return seed ?? `'${id}'`;
  if (type === 'timestamptz') return `new Date(${field.value})`;
  return type === 'bigint' ? `${field.value}.amount` : field.value;
}
