import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import ts from 'typescript';

const CONFIG = 'tsconfig.base.json';

/**
 * Throws an Error if a changed source file has a type error. A generator calls this function last: Nx writes the tree
 * to disk only if the generator does not throw. Files that import changed files are not checked.
 */
export function assertCompiles(tree: Tree): void {
  const changed = new Map(
    tree
      .listChanges()
      .filter(({ path, type }) => type !== 'DELETE' && path.endsWith('.ts'))
      .map(({ path, content }) => [join(tree.root, path), content?.toString() ?? '']),
  );
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(tree.root, CONFIG), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    tree.root,
  );
  const program = ts.createProgram([...changed.keys()], options, hostOf(options, changed));
  const faults = [...changed.keys()]
    .flatMap((file) => program.getSourceFile(file) ?? [])
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  if (faults.length === 0) return;
  const host = {
    getCurrentDirectory: () => tree.root,
    getCanonicalFileName: (file: string) => file,
    getNewLine: () => '\n',
  };
  throw new Error(
    `Nothing is written, because the generated code would not compile:\n${ts.formatDiagnostics(faults, host)}`,
  );
}

/** Reads changed files from memory and other files from disk. */
function hostOf(options: ts.CompilerOptions, changed: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => changed.has(file) || host.fileExists(file),
    directoryExists: (folder) =>
      [...changed.keys()].some((file) => file.startsWith(`${folder}/`)) || ts.sys.directoryExists(folder),
    readFile: (file) => changed.get(file) ?? host.readFile(file),
    getSourceFile: (file, language) => {
      const text = changed.get(file);
      return text === undefined
        ? host.getSourceFile(file, language)
        : ts.createSourceFile(file, text, language);
    },
  };
}
