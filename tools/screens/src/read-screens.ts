import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ScreenMap, screenMapSchema } from './screen-map.ts';

export const SCREENS = 'docs/screens';

/** Returns sorted paths, relative to the root. */
export function screenFiles(root: string): string[] {
  return readdirSync(join(root, SCREENS))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => `${SCREENS}/${file}`);
}

/** Throws an Error that lists every invalid field. */
export function readScreen(root: string, file: string): ScreenMap {
  const result = screenMapSchema.safeParse(parse(readFileSync(join(root, file), 'utf8')));
  if (!result.success) throw new Error(`${file} is not a screen map:\n${z.prettifyError(result.error)}`);
  return result.data;
}
