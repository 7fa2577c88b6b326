import type { Tree } from '@nx/devkit';
import type { Design } from '#libs/briefs';
import { filesOf, readSource } from './names.ts';
import type { RowPlan } from './plan-rows.ts';
import {
  migrationName,
  renderEntity,
  renderMigration,
  renderSeedRows,
  renderWriteTables,
  seedName,
} from './render-table.ts';
import { addImports, addToArray, addToFunction } from './source-edits.ts';

/**
 * Adds the entity, the migration and the seed data. Throws an Error if the service already has this table.
 */
export function addTable(tree: Tree, design: Design, plan: RowPlan): void {
  const { featuresFolder: source } = filesOf(design);
  const { Thing, file, table } = plan;
  const entity = `${file}.entity.ts`;
  const owner = tree.children(source).find((folder) => tree.exists(`${source}/${folder}/${entity}`));
  if (owner !== undefined)
    throw new Error(`${source}/${owner}/${entity} exists already. Leave out --table, and read that table.`);
  const timestamp = String(Date.now());
  const migration = `${timestamp}-create-${table.replaceAll('_', '-')}.ts`;
  const seedFile = `${table.replaceAll('_', '-')}.ts`;
  tree.write(`${source}/${design.slug}/${entity}`, renderEntity(design, plan));
  tree.write(`${source}/migrations/${migration}`, renderMigration(design, plan, timestamp));
  tree.write(`${source}/seed/${seedFile}`, renderSeedRows(design, plan));
  edit(tree, `${source}/schema.ts`, (schema) => {
    const listed = addToArray(schema, 'entities', `${Thing}Entity`);
    const migrated = addToArray(listed, 'migrations', migrationName(plan, timestamp));
    const imported = addImports(migrated, `./${design.slug}/${entity}`, [`${Thing}Entity`]);
    return addImports(imported, `./migrations/${migration}`, [migrationName(plan, timestamp)]);
  });
  edit(tree, `${source}/seed/seed.ts`, (seed) => {
    const rows = seedName(plan);
    const statement = `await dataSource.createQueryBuilder().insert().into(${Thing}Entity).values(${rows}).orIgnore().execute();`;
    const added = addToFunction(seed, 'seed', statement);
    const imported = addImports(added, `../${design.slug}/${entity}`, [`${Thing}Entity`]);
    return addImports(imported, `./${seedFile}`, [rows]);
  });
}

/** Adds the tables for stored responses and the audit log, unless a migration of the service creates them already. */
export function addWriteTables(tree: Tree, design: Design): void {
  const { featuresFolder: source } = filesOf(design);
  const migrations = tree.children(`${source}/migrations`);
  const creates = (file: string) =>
    readSource(tree, `${source}/migrations/${file}`).includes('createWriteTables(');
  if (migrations.some(creates)) return;
  const timestamp = String(Date.now());
  const file = `migrations/${timestamp}-record-writes.ts`;
  const name = `RecordWrites${timestamp}`;
  tree.write(`${source}/${file}`, renderWriteTables(name));
  edit(tree, `${source}/schema.ts`, (schema) =>
    addImports(addToArray(schema, 'migrations', name), `./${file}`, [name]),
  );
}

function edit(tree: Tree, file: string, change: (source: string) => string): void {
  tree.write(file, change(readSource(tree, file)));
}
