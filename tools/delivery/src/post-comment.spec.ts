import { postComment } from './post-comment.ts';

function apiWith(comments: readonly string[]) {
  const posted: [string, object][] = [];
  return {
    posted,
    async *pages() {
      yield await Promise.resolve({ items: comments.map((body) => ({ body })), isLast: true });
    },
    post(path: string, body: object) {
      posted.push([path, body]);
      return Promise.resolve({});
    },
  };
}

it('comments on the pull request', async () => {
  const api = apiWith(['Something else']);
  expect(await postComment(api, '7', 'Report')).toBe(true);
  expect(api.posted).toEqual([['issues/7/comments', { body: 'Report' }]]);
});

it('does not say the same again', async () => {
  const api = apiWith(['Something else', 'Report']);
  expect(await postComment(api, '7', 'Report')).toBe(false);
  expect(api.posted).toEqual([]);
});
