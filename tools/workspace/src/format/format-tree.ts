import type { Tree } from '@nx/devkit';
import { formatText } from './format-text.ts';

export async function formatTree(tree: Tree): Promise<void> {
  const changed = tree.listChanges().filter(({ type }) => type !== 'DELETE');
  const formatted = await Promise.all(
    changed.map(async ({ path, content }) => ({
      path,
      text: await formatText(path, content?.toString('utf8') ?? ''),
    })),
  );
  for (const { path, text } of formatted) tree.write(path, text);
}
