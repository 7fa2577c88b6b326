const LOCK = 'package-lock.json';

/** A note for readers if the lock file differs between the two sides. */
export function lockFileNote(files: readonly string[]): string[] {
  if (!files.includes(LOCK)) return [];
  return [
    'Packages changed. Both sides were made with the new ones, so what a new version of the CDK changes is not shown.',
  ];
}
