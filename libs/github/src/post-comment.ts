import { type GitHub, GitHubRefusal, openGitHub } from './connect-to-github.ts';

/** GitHub accepts 65,536 characters. The job's log contains the full text. */
const MAX_LENGTH = 60_000;

export interface Comment {
  /** Identifies the comment. The comment doesn't show the topic to readers. */
  readonly topic: string;
  readonly text: string;
  /** Whether to post the comment if the pull request has no comment on the topic yet. */
  readonly isNews: boolean;
}

export async function publishReport(comment: Comment, pull: string | undefined): Promise<void> {
  console.log(comment.text);
  if (pull !== undefined) await postComment(openGitHub(process.env), pull, comment);
}

/**
 * Posts one comment per topic on a pull request, and replaces the earlier comment on the topic. If the token may not
 * write, the function only logs a warning. So the checks of a pull request from a fork don't fail.
 */
export async function postComment(
  github: GitHub,
  pull: string,
  comment: Comment,
): Promise<'posted' | 'updated' | 'kept' | 'refused'> {
  try {
    return await write(github, pull, comment);
  } catch (error) {
    if (!(error instanceof GitHubRefusal) || error.refusedWith !== 403) throw error;
    console.warn(`No comment about ${comment.topic} was posted. ${error.message}`);
    return 'refused';
  }
}

async function write(
  { client, repository }: GitHub,
  pull: string,
  { topic, text, isNews }: Comment,
): Promise<'posted' | 'updated' | 'kept'> {
  const pullRequest = { ...repository, issue_number: Number(pull) };
  const marker = `<!-- qred: ${topic} -->`;
  const body = `${marker}\n${shorten(text)}`;
  const comments = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...pullRequest,
    per_page: 100,
  });
  const earlier = comments.find((comment) => comment.body?.startsWith(marker));
  if (earlier ? earlier.body === body : !isNews) return 'kept';
  if (!earlier) {
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...pullRequest,
      body,
    });
    return 'posted';
  }
  await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...repository,
    comment_id: earlier.id,
    body,
  });
  return 'updated';
}

function shorten(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf('\n', MAX_LENGTH))}\n\nThe log of this job shows the rest.`;
}
