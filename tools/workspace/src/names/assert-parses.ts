import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import ts from 'typescript';

/** Nothing is resolved, so that the check takes milliseconds. `npm run typecheck` checks the types. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  noLib: true,
  noResolve: true,
  types: [],
};
/** A duplicate identifier, an import that conflicts with a declaration, a variable that is declared again. */
const DECLARED_TWICE = new Set([2300, 2440, 2451]);

/**
 * Throws an Error if a changed source file does not parse, or declares a name twice. A generator calls it last: Nx writes the
 * tree to the disk only if the generator has not thrown.
 */
export function assertParses(tree: Tree): void {
  const changed = tree.listChanges().filter(({ path, type }) => type !== 'DELETE' && path.endsWith('.ts'));
  const sources = new Map(
    changed.map(({ path, content }) => [join(tree.root, path), content?.toString() ?? '']),
  );
  const program = ts.createProgram([...sources.keys()], OPTIONS, {
    ...ts.createCompilerHost(OPTIONS),
    getCurrentDirectory: () => tree.root,
    fileExists: (file) => sources.has(file),
    readFile: (file) => sources.get(file),
    getSourceFile: (file, version) => {
      const text = sources.get(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, version, true);
    },
  });
  const faults = program
    .getSourceFiles()
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file).filter(({ code }) => DECLARED_TWICE.has(code)),
    ]);
  if (faults.length === 0) return;
  throw new Error(
    `Nothing is written, because the generated code would be invalid. Choose other names.\n${ts.formatDiagnostics(
      faults,
      {
        getCanonicalFileName: String,
        getCurrentDirectory: () => tree.root,
        getNewLine: () => '\n',
      },
    )}`,
  );
}
