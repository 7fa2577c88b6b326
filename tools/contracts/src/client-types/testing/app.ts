import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../../../..');

export class App {
  readonly folder = mkdtempSync(join(tmpdir(), 'api-client-'));
  readonly client = join(this.folder, 'node_modules/@qred/api-client');

  constructor() {
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) this.link(name);
    const main = join(root, 'tools/contracts/src/client-types/package.main.ts');
    execFileSync(process.execPath, [main, '--out', this.client], { stdio: 'pipe' });
    this.write('package.json', JSON.stringify({ name: 'app', type: 'module' }));
  }

  write(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  link(name: string): void {
    const at = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), at);
  }
}
