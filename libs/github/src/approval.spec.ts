import { FakeGitHub } from './testing/fake-github.ts';
import { assertReviewed } from './approval.ts';

describe('assertReviewed', () => {
  let fake: FakeGitHub;

  beforeEach(async () => {
    fake = await FakeGitHub.start();
  });
  afterEach(() => fake.stop());

  it('accepts an environment with reviewers', async () => {
    fake.environments.set('production-approval', [
      { type: 'branch_policy' },
      { type: 'required_reviewers', reviewers: [{ type: 'Team' }] },
    ]);
    await assertReviewed(fake.connect(), 'production-approval');
  });

  it.each([
    ['has no protection', []],
    ['allows only branches', [{ type: 'branch_policy' }]],
    ['has an empty list of reviewers', [{ type: 'required_reviewers', reviewers: [] }]],
  ])('rejects an environment that %s', async (_, rules) => {
    fake.environments.set('production-approval', rules);
    await expect(assertReviewed(fake.connect(), 'production-approval')).rejects.toThrow(
      'no required reviewers',
    );
  });

  it('rejects an environment that does not exist', async () => {
    await expect(assertReviewed(fake.connect(), 'production-approval')).rejects.toThrow('404');
  });
});
