const LOCK = 'package-lock.json';

/** What a reader must know of a comparison whose two sides differ in these files. */
export function lockFileNote(files: readonly string[]): string[] {
  if (!files.includes(LOCK)) return [];
  return [
    'Packages changed. Both sides were made with the new ones, so what a new version of the CDK changes is not shown.',
  ];
}
