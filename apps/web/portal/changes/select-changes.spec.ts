import { selectChanges } from './select-changes.ts';

const contract = (service: string, ...breaking: boolean[]) => ({
  service,
  affects: [],
  changes: breaking.map((isBreaking) => ({
    operations: [],
    messages: [],
    breaking: isBreaking,
  })),
});
const commits = [
  {
    ...commit('both'),
    contracts: [contract('card', true, false), contract('invoice', false)],
  },
  { ...commit('invoice only'), contracts: [contract('invoice', false)] },
  { ...commit('wording'), contracts: [] },
];

function commit(subject: string) {
  return {
    commit: subject,
    subject,
    date: '2026-11-26T12:00:00Z',
    wordings: 2,
  };
}

const shown = (service: string | undefined, isBreakingOnly: boolean) =>
  selectChanges(commits, { service, isBreakingOnly }).map(({ subject, contracts }) => [
    subject,
    ...contracts.map((each) => `${each.service} ${each.changes.length}`),
  ]);

describe('selectChanges', () => {
  it('returns all commits if nothing is selected', () => {
    expect(selectChanges(commits, { service: undefined, isBreakingOnly: false })).toBe(commits);
  });

  it('returns the commits that changed the selected contract, and leaves out changes to other contracts', () => {
    expect(shown('invoice', false)).toEqual([
      ['both', 'invoice 1'],
      ['invoice only', 'invoice 1'],
    ]);
  });

  it('returns only breaking changes', () => {
    expect(shown(undefined, true)).toEqual([['both', 'card 1']]);
    expect(shown('invoice', true)).toEqual([]);
  });
});
