import { isAbsolute, relative, resolve } from 'node:path';

/**
 * Returns the command that generates the operation. The generator also changes the brief, so a brief outside
 * the repository must first be moved into the repository.
 */
export function nextStep(root: string, file: string, slug: string): string {
  const inside = relative(root, resolve(root, file));
  const isOutside = inside.startsWith('..') || isAbsolute(inside);
  const place = isOutside ? `briefs/${slug}.yaml` : inside;
  const command = `npx nx g workspace:operation --brief ${place}`;
  return isOutside
    ? `Move the brief into the repository first: mv '${file}' ${place}\nThen a developer continues with: ${command}`
    : `A developer continues with: ${command}`;
}
