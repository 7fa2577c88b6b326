import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FILES = new Set(['/portal/data.json', '/portal/openapi.json', '/portal/figures.html']);

/** Collects the portal's data when somebody opens the portal, so that the stack starts without this delay. */
export class PortalFiles {
  /** Each build empties the folder of the pages, so these files are in a separate folder with the same structure. */
  readonly folder: string;
  private readonly root: string;
  private written: Promise<unknown> | undefined;

  constructor(root: string) {
    this.root = root;
    this.folder = join(root, 'dist', 'portal-data');
  }

  has(path: string): boolean {
    return FILES.has(path);
  }

  /** Writes the files once per start, and again after a failure. Resolves when the files exist. */
  async write(): Promise<void> {
    this.written ??= this.collect().catch((error: unknown) => {
      this.written = undefined;
      throw error;
    });
    await this.written;
  }

  private async collect(): Promise<void> {
    const program = join(this.root, 'tools/workspace/src/portal/main.ts');
    await run(process.execPath, [program, '--out', join(this.folder, 'portal')], { cwd: this.root });
  }
}
