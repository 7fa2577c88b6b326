import { describeChanges } from './describe-changes.ts';

const added = (operation: string) => ({
  id: `${operation}: response 429: added`,
  operation,
  operationId: 'anything',
  access: 'member',
  service: 'card',
  breaking: false,
  message: `${operation}: response 429 was added`,
  affects: ['the frontends'],
});

const commit = { commit: 'c1', date: '2026-11-26T12:00:00Z', subject: 'Limit callers', wordings: 0 };

it('describeChanges combines changes that differ only in their operation', () => {
  const changes = [added('GET /v1/cards'), added('GET /ping')];
  const { commits } = describeChanges({ commits: [{ ...commit, changes }], isCut: false });
  expect(commits).toMatchObject([
    { changes: [{ operations: ['GET /v1/cards', 'GET /ping'], message: 'response 429 was added' }] },
  ]);
});

it('describeChanges lists breaking changes separately from compatible changes', () => {
  const changes = [added('GET /v1/cards'), { ...added('GET /ping'), breaking: true, remedy: 'keep it' }];
  const { commits } = describeChanges({ commits: [{ ...commit, changes }], isCut: false });
  expect(commits[0]?.changes.map(({ breaking, remedy }) => [breaking, remedy])).toEqual([
    [false, undefined],
    [true, 'keep it'],
  ]);
});

it('describeChanges writes "The operation" if the operation itself has changed', () => {
  const change = { ...added('GET /ping'), message: 'GET /ping was added' };
  const { commits } = describeChanges({ commits: [{ ...commit, changes: [change] }], isCut: false });
  expect(commits[0]?.changes[0]?.message).toBe('The operation was added');
});
