import { loadManifests } from '#libs/manifest';
import { readScreen, screenFiles } from '#tools/screens';
import type { Users } from './affected-by.ts';

/** Throws an Error if a manifest or a screen is invalid. */
export function readUsers(root: string): Users {
  return {
    manifests: loadManifests(root),
    screens: screenFiles(root).map((file) => readScreen(root, file)),
  };
}
