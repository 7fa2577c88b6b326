import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Finds the projects whose code, or whose dependencies' code, differs between two commits. */
export interface AffectedProjects {
  /** Returns project names. `base` must be in the history of `head`. */
  between(base: string, head: string): Promise<ReadonlySet<string>>;
}

/**
 * Nx's affected projects. Nx reads dependencies from the working tree, so `head` must be checked out for
 * an exact result. Results are cached per pair of commits.
 */
export class NxAffectedProjects implements AffectedProjects {
  private readonly root: string;
  private readonly results = new Map<string, Promise<ReadonlySet<string>>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.root = root;
  }

  between(base: string, head: string): Promise<ReadonlySet<string>> {
    const key = `${base}..${head}`;
    const known = this.results.get(key);
    if (known) return known;
    // Sequential, because each call keeps a processor busy and all write to the same cache.
    const result = this.last.then(() => showAffected(this.root, '--base', base, '--head', head));
    this.last = result.catch(() => undefined);
    this.results.set(key, result);
    return result;
  }
}

/**
 * Projects affected by a change to these files, from Nx's graph. Paths are relative to the workspace's root.
 * Throws an Error for a missing file, because Nx would report nothing.
 */
export async function projectsOfFiles(root: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const missing = files.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`There is no file ${missing.join(', ')} in ${root}`);
  return showAffected(root, '--files', files.join(','));
}

async function showAffected(root: string, ...selection: string[]): Promise<ReadonlySet<string>> {
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const { stdout, stderr } = await run(
    process.execPath,
    [nx, 'show', 'projects', '--affected', ...selection, '--json'],
    { cwd: root, env: environmentForNx(process.env), maxBuffer: MAX_OUTPUT_BYTES },
  ).catch((error: unknown) => {
    throw new Error(`Nx failed to find the projects affected by ${selection.join(' ')}: ${String(error)}`);
  });
  return parseProjects(stdout, stderr);
}

/** Parses Nx's output: log lines, then a JSON list of names. Throws an Error with the output if there is no list. */
export function parseProjects(stdout: string, stderr = ''): ReadonlySet<string> {
  const list = stdout.split('\n').find((line) => line.startsWith('['));
  const names: unknown = list === undefined ? undefined : JSON.parse(list);
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new Error(`Nx printed no list of affected projects. Its output:\n${stdout}${stderr}`);
  return new Set(names);
}

/** Removes the variables of a surrounding Nx process, so that the result is about `root`. */
function environmentForNx(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(environment).filter(([name]) => !/^(NX_|GIT_)/.test(name));
  return { ...Object.fromEntries(others), NX_DAEMON: 'false' };
}
