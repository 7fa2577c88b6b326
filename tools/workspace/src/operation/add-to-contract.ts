import type { Tree } from '@nx/devkit';
import { platformProblems } from '#contracts/vocabulary';
import type { Design, DesignedProblem } from '#libs/briefs';
import { filesOf } from './names.ts';
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
import { addImports, addToCall, problemExpression } from './source-edits.ts';

/** Adds the operation to the contract of its service. */
export function addToContract(tree: Tree, design: Design): void {
  const files = filesOf(design);
  const located = design.problems.flatMap((problem) => locate(tree, design, problem) ?? []);
  const problems = renderProblems(located.filter(({ isNew }) => isNew).map(({ problem }) => problem));
  tree.write(files.schemas, renderSchemas(design));
  tree.write(files.examples, renderExamples(design));
  if (problems) tree.write(files.problems, problems);
  let source = addToCall(
    read(tree, files.contract),
    'contract',
    renderOperation(
      design,
      located.map(({ expression }) => expression),
    ),
  );
  if (usesZod(design)) source = addImports(source, 'zod', ['z']);
  source = addImports(source, '#contracts/vocabulary', vocabularyOf(design));
  source = addImports(source, local(files.examples), [examplesName(design)]);
  for (const { file, expression } of located) {
    if (file !== files.contract) source = addImports(source, local(file), [expression.split('.')[0] ?? '']);
  }
  const schemas = [design.schemaName, ...(design.body.length > 0 ? [bodyName(design)] : [])];
  tree.write(files.contract, addImports(source, local(files.schemas), schemas));
  const exported = [files.schemas, ...(problems ? [files.problems] : [])];
  const lines = exported.map((file) => `export * from '${local(file)}';\n`).join('');
  tree.write(files.index, read(tree, files.index) + lines);
}

interface LocatedProblem {
  readonly problem: DesignedProblem;
  readonly file: string;
  readonly expression: string;
  readonly isNew: boolean;
}

/** Where a problem is or will be declared; undefined for ACCOUNT_NOT_FOUND, which the platform declares. */
function locate(tree: Tree, design: Design, problem: DesignedProblem): LocatedProblem | undefined {
  if (problem.code === platformProblems.accountNotFound.code && design.access === 'member') return undefined;
  for (const { file, source } of sources(tree, design.service)) {
    const expression = problemExpression(source, problem.code);
    if (expression) return { problem, file, expression, isNew: false };
  }
  return { problem, file: filesOf(design).problems, expression: problem.name, isNew: true };
}

function sources(tree: Tree, service: string): { file: string; source: string }[] {
  const { contractFolder } = filesOf({ service, slug: '' });
  return tree
    .children(contractFolder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => `${contractFolder}/${name}`)
    .map((file) => ({ file, source: read(tree, file) }));
}

function local(file: string): string {
  return `./${file.split('/').at(-1) ?? ''}`;
}

function read(tree: Tree, file: string): string {
  const source = tree.read(file, 'utf8');
  if (source === null) throw new Error(`There is no ${file}`);
  return source;
}
