import { z } from 'zod';
import type { GitHubApi } from './github-api.ts';

/** GitHub takes 65 536 characters; the log of the job shows what is longer. */
const MAX_LENGTH = 60_000;

const commentSchema = z.object({ id: z.number(), body: z.string().nullish() });

/** What is said on a pull request about one topic. */
export interface Comment {
  /** Tells one comment from the others; not shown. */
  readonly topic: string;
  readonly text: string;
  /** Whether it is worth a comment where there is none on the topic yet. */
  readonly isNews: boolean;
}

/** Comments on a pull request, in one comment per topic: what was said before is replaced. */
export async function postComment(
  api: Pick<GitHubApi, 'pages' | 'post' | 'patch'>,
  pull: string,
  { topic, text, isNews }: Comment,
): Promise<'posted' | 'updated' | 'kept'> {
  const path = `issues/${pull}/comments`;
  const marker = `<!-- qred: ${topic} -->`;
  const body = `${marker}\n${shortened(text)}`;
  for await (const { items } of api.pages(path, {})) {
    const found = items
      .map((item) => commentSchema.parse(item))
      .find((item) => item.body?.startsWith(marker));
    if (!found) continue;
    if (found.body === body) return 'kept';
    await api.patch(`issues/comments/${found.id}`, { body });
    return 'updated';
  }
  if (!isNews) return 'kept';
  await api.post(path, { body });
  return 'posted';
}

function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf('\n', MAX_LENGTH))}\n\nThere is more; the log of this job shows all of it.`;
}
