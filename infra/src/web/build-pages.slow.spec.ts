import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGE_PATHS } from '../foundation/pages.ts';
import { buildPages } from './build-pages.ts';

it('buildPages builds only files that CloudFront serves, and leaves out the portal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qred-pages-'));
  try {
    buildPages(folder);
    const files = globSync('**/*', { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile());
    const served = (file: string): boolean =>
      PAGE_PATHS.some((path) =>
        path.endsWith('*') ? `/${file}`.startsWith(path.slice(0, -1)) : path === `/${file}`,
      );

    expect(files).toEqual(expect.arrayContaining(['index.html', 'icon.svg']));
    expect(files.filter((file) => !served(file))).toEqual([]);
    expect(files.filter((file) => file.includes('portal'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
