import { loadManifests } from '#libs/manifest';
import { readScreen, screenFiles } from '#tools/screens';
import type { Users } from './affected-by.ts';

/** Reads the users of operations from manifests and screens. Throws an Error if one is invalid. */
export function loadUsers(root: string): Users {
  return {
    manifests: loadManifests(root),
    screens: screenFiles(root).map((file) => readScreen(root, file)),
  };
}
