import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ScreenMap, screenMapSchema } from './screen-map.ts';

/** Where screens are mapped, one file each. */
export const SCREENS = 'docs/screens';

/** The files of all screens, sorted, relative to the root. */
export function screenFiles(root: string): string[] {
  return readdirSync(join(root, SCREENS))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => `${SCREENS}/${file}`);
}

/** Reads the map of a screen. Throws an Error that names each fault of its form. */
export function readScreen(root: string, file: string): ScreenMap {
  const result = screenMapSchema.safeParse(parse(readFileSync(join(root, file), 'utf8')));
  if (!result.success) throw new Error(`${file} is not a screen map:\n${z.prettifyError(result.error)}`);
  return result.data;
}
