import { loadManifests } from '#libs/manifest';
import { readScreen, screenFiles } from '#tools/screens';
import type { Users } from './affected-by.ts';

/** Reads who uses operations from the manifests and the screens. Throws an Error where one is not valid. */
export function loadUsers(root: string): Users {
  return {
    manifests: loadManifests(root),
    screens: screenFiles(root).map((file) => readScreen(root, file)),
  };
}
