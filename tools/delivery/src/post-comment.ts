import { z } from 'zod';
import type { GitHubApi } from './github-api.ts';

const commentSchema = z.object({ body: z.string().nullish() });

/** Comments on a pull request, unless the same was said there already. Answers whether it did. */
export async function postComment(
  api: Pick<GitHubApi, 'pages' | 'post'>,
  pull: string,
  text: string,
): Promise<boolean> {
  const path = `issues/${pull}/comments`;
  for await (const { items } of api.pages(path, {})) {
    if (items.some((item) => commentSchema.parse(item).body === text)) return false;
  }
  await api.post(path, { body: text });
  return true;
}
