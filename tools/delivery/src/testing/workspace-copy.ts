import { appendFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyWorkspace } from '#libs/testing';
import { TempRepository } from './temp-repository.ts';

/** A copy of the workspace with a link to its packages. Uncommitted files are committed in the copy. */
export class WorkspaceCopy extends TempRepository {
  private readonly start: string;

  constructor(workspace: string) {
    super();
    copyWorkspace(workspace, this.root);
    appendFileSync(this.path('.git', 'info', 'exclude'), 'node_modules\ndist\n');
    this.start = this.commit({});
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Throws an Error if the file doesn't contain the text. */
  replace(file: string, from: string | RegExp, to: string): void {
    const text = this.read(file);
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not contain ${String(from)}`);
    this.write(file, changed);
  }

  append(file: string, text: string): void {
    this.write(file, `${this.read(file)}${text}`);
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  move(from: string, to: string): void {
    renameSync(this.path(from), this.path(to));
  }

  restore(): void {
    this.git('reset', '--quiet', '--hard', this.start);
    this.git('clean', '--quiet', '-fd');
  }
}
