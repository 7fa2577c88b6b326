import type { Design } from '#libs/briefs';
import { locateProblems } from './locate-problems.ts';
import { type Files, filesOf } from './names.ts';
import {
  bodyName,
  examplesName,
  renderExamples,
  renderOperation,
  renderProblems,
  renderSchemas,
  usesZod,
  vocabularyOf,
} from './render-contract.ts';
import { addImports } from './source-edits.ts';

/** TypeScript source for one operation in its service's contract. */
export interface ContractParts {
  /** Empty for an operation without values. */
  readonly schemas: string;
  readonly examples: string;
  /** A file with new problems. Undefined if the contract declares all problems already. */
  readonly problems?: string;
  readonly entry: string;
  /** The names that `entry` imports, by module. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly exported: readonly string[];
}

/** Renders an operation's source. `tree` contains the contract without the operation. */
export function contractParts(tree: Files, design: Design): ContractParts {
  const files = filesOf(design);
  const located = locateProblems(tree, design);
  const problems = renderProblems(located.filter(({ isNew }) => isNew).map(({ problem }) => problem));
  const imports = new Map<string, readonly string[]>(usesZod(design) ? [['zod', ['z']]] : []);
  imports.set('#contracts/vocabulary', vocabularyOf(design));
  imports.set(local(files.examples), [examplesName(design)]);
  for (const { file, expression } of located) {
    const names = imports.get(local(file)) ?? [];
    if (file !== files.contract) imports.set(local(file), [...names, expression.split('.')[0] ?? '']);
  }
  const schemas = renderSchemas(design);
  imports.set(local(files.schemas), [
    ...(design.status === 204 ? [] : [design.schemaName]),
    ...(design.body.length > 0 ? [bodyName(design)] : []),
  ]);
  return {
    schemas,
    examples: renderExamples(design),
    ...(problems !== undefined && { problems }),
    entry: renderOperation(
      design,
      located.map(({ expression }) => expression),
    ),
    imports,
    exported: [
      ...(schemas === '' ? [] : [files.schemas]),
      ...(problems === undefined ? [] : [files.problems]),
    ].map(local),
  };
}

export function withImports(contract: string, { imports }: ContractParts): string {
  return [...imports]
    .filter(([, names]) => names.length > 0)
    .reduce((source, [module, names]) => addImports(source, module, names), contract);
}

export function withExports(index: string, { exported }: ContractParts): string {
  const lines = exported.map((module) => `export * from '${module}';\n`);
  return index + lines.filter((line) => !index.includes(line)).join('');
}

export function withoutProblems(index: string, design: Design): string {
  return index.replace(`export * from '${local(filesOf(design).problems)}';\n`, '');
}

function local(file: string): string {
  return `./${file.split('/').at(-1) ?? ''}`;
}
