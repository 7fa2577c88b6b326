import { postComment, publishReport } from './post-comment.ts';
import { FakeGitHub } from './testing/fake-github.ts';

const MARKER = '<!-- qred: contracts -->';
const comment = { topic: 'contracts', text: 'Report', isNews: true };

describe('postComment', () => {
  let github: FakeGitHub;

  beforeAll(async () => {
    github = await FakeGitHub.start();
  });

  beforeEach(() => github.forget());

  afterAll(() => github.stop());

  const post = (fields: Partial<typeof comment> = {}) =>
    postComment(github.connect(), '7', { ...comment, ...fields });
  const write = (...bodies: string[]) =>
    github.comments.push(...bodies.map((body, index) => ({ id: index + 1, body })));
  const bodies = () => github.comments.map(({ body }) => body);

  it('posts a comment if the topic has no comment', async () => {
    write('Something else', '<!-- qred: infrastructure -->\nReport');
    expect(await post()).toBe('posted');
    expect(github.requests.at(-1)).toBe('POST /repos/qred/platform/issues/7/comments');
    expect(bodies().at(-1)).toBe(`${MARKER}\nReport`);
  });

  it('replaces the earlier comment on the topic, even on a later page of comments', async () => {
    write(...Array.from({ length: 100 }, () => 'Something else'), `${MARKER}\nOld`);
    expect(await post()).toBe('updated');
    expect(github.requests.at(-1)).toBe('PATCH /repos/qred/platform/issues/comments/101');
    expect(bodies().at(-1)).toBe(`${MARKER}\nReport`);
  });

  it('does not update a comment whose text is unchanged', async () => {
    write(`${MARKER}\nReport`);
    expect(await post()).toBe('kept');
    expect(github.requests).toHaveLength(1);
  });

  it('uses a report without news only to update an existing comment', async () => {
    expect(await post({ text: 'Nothing', isNews: false })).toBe('kept');
    expect(bodies()).toEqual([]);
    write(`${MARKER}\nOld`);
    expect(await post({ text: 'Nothing', isNews: false })).toBe('updated');
  });

  it('does not replace a comment that only quotes the earlier comment', async () => {
    write(`> ${MARKER}\n> Old`);
    expect(await post()).toBe('posted');
  });

  it('only logs a warning if the token cannot write, for example in a pull request from a fork', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const forbidden = { status: 403, message: 'Resource not accessible by integration' };
    github.refusals.push({}, forbidden);
    expect(await post()).toBe('refused');
    expect(warn.mock.calls.join()).toMatch(
      /No comment about contracts was posted.*not accessible.*pull-requests: write/s,
    );
    expect(bodies()).toEqual([]);
    warn.mockRestore();
  });

  it('throws an Error if GitHub refuses the comment for any other reason', async () => {
    github.refusals.push({ status: 401, message: 'Bad credentials' });
    await expect(post()).rejects.toThrow('GITHUB_TOKEN is invalid');
  });

  it('shortens a long text at a line break, because GitHub limits comments', async () => {
    await post({ text: 'A line of many.\n'.repeat(10_000) });
    const [body = ''] = bodies();
    expect(body.length).toBeGreaterThan(50_000);
    expect(body).toMatch(/A line of many\.\n\nThe log of this job shows the rest\.$/);
  });
});

describe('publishReport', () => {
  it('only prints the report if there is no pull request number', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation();
    await publishReport(comment, undefined);
    expect(log.mock.calls).toEqual([['Report']]);
    log.mockRestore();
  });
});
