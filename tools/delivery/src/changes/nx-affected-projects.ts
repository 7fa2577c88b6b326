import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AffectedProjects } from './affected-projects.ts';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * Nx's affected set. Nx reads the dependencies from the working tree, which must have `head` checked out for
 * an exact answer. Each pair of commits is asked for once.
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
    // One after another: each call uses a processor by itself, and all write to the same cache.
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
      throw new Error(`Nx could not tell what differs between ${base} and ${head}: ${String(error)}`);
    });
    return parseProjects(stdout, stderr);
  }
}

/** Reads what Nx prints: a list of names as JSON, after its own remarks. Throws an Error with its words if there is none. */
export function parseProjects(stdout: string, stderr = ''): ReadonlySet<string> {
  const list = stdout.split('\n').find((line) => line.startsWith('['));
  const names: unknown = list === undefined ? undefined : JSON.parse(list);
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    throw new Error(`Nx could not tell which projects are affected. It said:\n${stdout}${stderr}`);
  return new Set(names);
}

/** Without what an Nx around this process has set, so that the answer is about `root`. */
function environmentForNx(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(environment).filter(([name]) => !/^(NX_|GIT_)/.test(name));
  return { ...Object.fromEntries(others), NX_DAEMON: 'false' };
}
