import { z } from 'zod';
import type { GitHubApi } from './github-api.ts';

/** GitHub accepts 65 536 characters. The job's log shows the full text. */
const MAX_LENGTH = 60_000;

const commentSchema = z.object({ id: z.number(), body: z.string().nullish() });

/** A pull request comment about one topic. */
export interface Comment {
  /** Identifies the comment. It is not displayed. */
  readonly topic: string;
  readonly text: string;
  /** Whether to post if the topic has no comment yet. */
  readonly isNews: boolean;
}

/** Posts one comment per topic on a pull request and replaces the earlier one. */
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
