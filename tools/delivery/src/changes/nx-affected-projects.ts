import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AffectedProjects } from './affected-projects.ts';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Nx's affected projects. Nx reads dependencies from the working tree, so `head` must be checked out for
 * an exact result. Results are cached per pair of commits.
 */
export class NxAffectedProjects implements AffectedProjects {
  private readonly root: string;
  private readonly answers = new Map<string, Promise<ReadonlySet<string>>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.root = root;
  }

  between(base: string, head: string): Promise<ReadonlySet<string>> {
    const key = `${base}..${head}`;
    const known = this.answers.get(key);
    if (known) return known;
    // Sequential, because each call keeps a processor busy and all write to the same cache.
    const answer = this.last.then(() => this.ask(base, head));
    this.last = answer.catch(() => undefined);
    this.answers.set(key, answer);
    return answer;
  }

  private async ask(base: string, head: string): Promise<ReadonlySet<string>> {
    const nx = join(this.root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
    const question = ['show', 'projects', '--affected', '--base', base, '--head', head, '--json'];
    const { stdout, stderr } = await run(process.execPath, [nx, ...question], {
      cwd: this.root,
      env: environmentForNx(process.env),
      maxBuffer: MAX_OUTPUT_BYTES,
    }).catch((error: unknown) => {
      throw new Error(`Nx can't compare ${base} and ${head}: ${String(error)}`);
    });
    return parseProjects(stdout, stderr);
  }
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
