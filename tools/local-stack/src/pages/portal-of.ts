import { join } from 'node:path';
import type { PagesOptions } from './pages.ts';
import { PortalApi } from './portal-api.ts';
import { PortalFiles } from './portal-files.ts';

interface Folders {
  /** Without this folder, the portal lists no requests. */
  readonly logs?: string | undefined;
  readonly briefs?: string | undefined;
}

export function portalOf(
  root: string,
  { logs, briefs = join(root, 'briefs') }: Folders = {},
): NonNullable<PagesOptions['portal']> {
  return {
    api: new PortalApi({ briefs, ...(logs !== undefined && { logs }) }),
    files: new PortalFiles(root),
  };
}
