import type { Tree } from '@nx/devkit';
import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { type Design, type Field, camelCase, quote } from '#libs/briefs';
import { mergeEntry } from './merge-sources.ts';
import { filesOf, readSource } from './names.ts';
import { property } from './render-contract.ts';
import { addImports, propertyText } from './source-edits.ts';

/**
 * Adds filters to an existing operation. Also adds an example that fails in the service's tests until the service
 * applies the filter. Returns the next steps.
 */
export function extendContract(tree: Tree, design: Design): string {
  const { operationId, query, service, slug } = design;
  const { contract, examples, featuresFolder } = filesOf(design);
  const source = readSource(tree, contract);
  const example = exampleWithoutEntries(query);
  const name = `${camelCase(slug.replaceAll('-', ' '))}Examples`;
  const present = propertyText(source, operationId, 'examples');
  const shown = present === undefined ? '' : `, examples: ${present}`;
  const added =
    example === undefined
      ? shown
      : `, examples: { ${present === undefined ? '' : `...${present}, `}...${name} }`;
  const entryWith = (filters: string, itsExamples: string) =>
    `${operationId}: operation({ query: { ${filters} }${itsExamples} })`;
  const known = (propertyText(source, operationId, 'query') ?? '{}').slice(1, -1).trim().replace(/,$/, '');
  const { source: merged } = mergeEntry(
    entryWith(known, shown),
    entryWith([known, ...query.map(property)].filter(Boolean).join(', '), added),
    withImports(source, query),
    operationId,
  );
  if (example !== undefined) tree.write(examples, `export const ${name} = { ${example} } as const;\n`);
  tree.write(contract, example === undefined ? merged : addImports(merged, `./${slug}.examples.ts`, [name]));
  return [
    `${operationId} accepts ${query.map(({ name: filter }) => filter).join(' and ')}. Next steps:`,
    `1. Apply it in the query of the service, with an index: ${featuresFolder}`,
    example === undefined
      ? `2. Add an example that shows it: ${contract}`
      : `2. The example in ${examples} fails until the service applies the filter`,
    `3. Check: npm run typecheck && npx nx run-many -t contract-check test -p ${service} ${service}-contract`,
  ].join('\n');
}

/** An example with a minimum that no entry reaches. Undefined if the list has no filter for a minimum. */
function exampleWithoutEntries(query: readonly Field[]): string | undefined {
  const minimum = query.find(({ name }) => name.startsWith('minimum_'));
  const [, largest] = /max: (\d+)/.exec(minimum?.schema ?? '') ?? [];
  if (!minimum || largest === undefined) return undefined;
  const request = `{ account_id: ${quote(EXAMPLE_ACCOUNT)}, ${minimum.name}: ${quote(largest)} }`;
  const response = '{ data: [], page: { next_cursor: null, total_count: null } }';
  return `'over-largest-${minimum.name.replace('minimum_', '').replaceAll('_', '-')}': { summary: 'No entry is that large', query: ${request}, response: ${response} }`;
}

function withImports(source: string, query: readonly Field[]): string {
  const imported = addImports(
    source,
    '#contracts/vocabulary',
    query.flatMap(({ schemaImports }) => schemaImports),
  );
  return query.some(({ schema }) => schema.startsWith('z.')) ? addImports(imported, 'zod', ['z']) : imported;
}
