import { postComment } from './post-comment.ts';

const MARKER = '<!-- qred: contracts -->';

/** GitHub with comments on two pages, numbered from 1. */
function apiWith(...comments: string[]) {
  const sent: [string, string, object][] = [];
  const all = comments.map((body, index) => ({ id: index + 1, body }));
  return {
    sent,
    async *pages() {
      yield await Promise.resolve({ items: all.slice(0, 1), isLast: false });
      yield await Promise.resolve({ items: all.slice(1), isLast: true });
    },
    post(path: string, body: object) {
      sent.push(['POST', path, body]);
      return Promise.resolve({});
    },
    patch(path: string, body: object) {
      sent.push(['PATCH', path, body]);
      return Promise.resolve({});
    },
  };
}

const comment = { topic: 'contracts', text: 'Report', isNews: true };

it('posts a comment if the topic has none', async () => {
  const api = apiWith('Something else', '<!-- qred: infrastructure -->\nReport');
  expect(await postComment(api, '7', comment)).toBe('posted');
  expect(api.sent).toEqual([['POST', 'issues/7/comments', { body: `${MARKER}\nReport` }]]);
});

it('replaces the earlier comment, on any page', async () => {
  const api = apiWith('Something else', `${MARKER}\nOld`);
  expect(await postComment(api, '7', comment)).toBe('updated');
  expect(api.sent).toEqual([['PATCH', 'issues/comments/2', { body: `${MARKER}\nReport` }]]);
});

it('keeps an identical comment', async () => {
  const api = apiWith(`${MARKER}\nReport`);
  expect(await postComment(api, '7', comment)).toBe('kept');
  expect(api.sent).toEqual([]);
});

it('reports that nothing differs only if an earlier comment exists', async () => {
  const nothing = { ...comment, text: 'Nothing', isNews: false };
  const [silent, told] = [apiWith('Something else'), apiWith(`${MARKER}\nOld`)];
  expect(await postComment(silent, '7', nothing)).toBe('kept');
  expect(silent.sent).toEqual([]);
  expect(await postComment(told, '7', nothing)).toBe('updated');
});

it('leaves comments alone that quote it', async () => {
  const api = apiWith(`> ${MARKER}\n> Old`);
  expect(await postComment(api, '7', comment)).toBe('posted');
});

it('cuts a long text at a line break within the limit of GitHub', async () => {
  const api = apiWith();
  await postComment(api, '7', { ...comment, text: 'A line of many.\n'.repeat(10_000) });
  const [[, , body] = []] = api.sent;
  const { length } = JSON.stringify(body);
  expect(length).toBeGreaterThan(50_000);
  expect(length).toBeLessThan(65_536);
  expect(body).toEqual({
    body: expect.stringMatching(/A line of many\.\n\nThere is more; the log[^\n]*$/) as string,
  });
});
