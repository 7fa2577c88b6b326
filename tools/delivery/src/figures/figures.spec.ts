import { type Idea, type ServiceFigures, figuresOf, median } from './figures.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { record, sha } from '../testing/records.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Five weeks. */
const period = { since: new Date('2026-06-01T00:00:00Z'), until: new Date('2026-07-06T00:00:00Z') };

/** Successful deployments of card, one a day from 1 June, each with another version: 1, 2, 3 … */
function daily(count: number): DeploymentRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const day = String(index + 1).padStart(2, '0');
    return record({
      sha: sha(String(index + 1)),
      previous_sha: index === 0 ? null : sha(String(index)),
      ended_at: `2026-06-${day}T12:00:00Z`,
    });
  });
}

function card(records: readonly DeploymentRecord[], ideas: readonly Idea[] = []): ServiceFigures {
  return figuresOf('card', records, ideas, period);
}

/** A manual rollback that took five minutes. */
function rollback(from: string, to: string, ended_at: string, fields: Partial<DeploymentRecord> = {}) {
  return record({ kind: 'rollback', previous_sha: from, sha: to, ended_at, ...fields });
}

describe('median', () => {
  it('is the middle value, or the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 4])).toBe(3);
    expect(median([])).toBeUndefined();
  });
});

describe('deployment frequency', () => {
  it('is the number of successful deployments per week', () => {
    // 7 in five weeks.
    expect(card(daily(7)).deploymentFrequency).toEqual({ samples: 7, value: 1.4 });
  });

  it('ignores rollbacks, failures, other services and records outside the period', () => {
    const others = [
      rollback(sha('7'), sha('6'), '2026-06-08T12:00:00Z'),
      record({ ended_at: '2026-06-09T12:00:00Z', result: 'failure' }),
      record({ ended_at: '2026-06-10T12:00:00Z', result: 'rolled_back' }),
      record({ ended_at: '2026-06-11T12:00:00Z', service: 'invoice' }),
      record({ ended_at: '2026-05-31T23:59:59Z' }),
      record({ ended_at: '2026-07-06T00:00:01Z' }),
    ];
    expect(card([...daily(7), ...others]).deploymentFrequency).toEqual({ samples: 7, value: 1.4 });
  });

  it('is null below five samples', () => {
    expect(card(daily(4)).deploymentFrequency).toEqual({ samples: 4, value: null });
    expect(card([]).deploymentFrequency).toEqual({ samples: 0, value: null });
  });
});

describe('lead time for changes', () => {
  const commit = (digit: string, time: string) => ({ sha: sha(digit), time });

  it('is the median from a commit to the end of the deployment that contains it', () => {
    const records = [
      record({
        ended_at: '2026-06-02T12:00:00Z',
        commits: [
          commit('a', '2026-06-02T11:30:00Z'), // 30 min
          commit('b', '2026-06-02T09:00:00Z'), // 3 h
          commit('c', '2026-06-01T12:00:00Z'), // 24 h
        ],
      }),
      record({
        ended_at: '2026-06-03T12:00:00Z',
        commits: [
          commit('d', '2026-06-03T11:00:00Z'), // 1 h
          commit('e', '2026-06-03T10:00:00Z'), // 2 h
        ],
      }),
    ];
    expect(card(records).leadTime).toEqual({ samples: 5, value: 2 * HOUR });
  });

  it('ends with the successful deployment', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2026-06-02T11:00:00Z'));
    const records = [
      record({ ended_at: '2026-06-02T12:00:00Z', commits, result: 'failure' }),
      record({ ended_at: '2026-06-02T15:00:00Z', commits }),
    ];
    expect(card(records).leadTime).toEqual({ samples: 5, value: 4 * HOUR });
  });

  it('ends with the first deployment of a commit, not with a later one after a rollback', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2026-06-02T11:00:00Z'));
    const records = [
      record({ ended_at: '2026-06-09T12:00:00Z', commits }),
      record({ ended_at: '2026-06-02T12:00:00Z', commits }),
    ];
    expect(card(records).leadTime).toEqual({ samples: 5, value: HOUR });
  });

  it('ignores commits that were first deployed before the period', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2026-05-02T11:00:00Z'));
    const records = [
      record({ ended_at: '2026-05-02T12:00:00Z', commits }),
      record({ ended_at: '2026-06-02T12:00:00Z', commits }),
    ];
    expect(card(records).leadTime).toEqual({ samples: 0, value: null });
  });

  it('is never negative, even with a wrong clock', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2036-06-02T11:00:00Z'));
    expect(card([record({ ended_at: '2026-06-02T12:00:00Z', commits })]).leadTime.value).toBe(0);
  });
});

describe('change failure rate', () => {
  it('is the fraction of deployments that failed, caused an incident or were rolled back', () => {
    const [first, second, third, ...others] = daily(8);
    const incident = { at: '2026-06-01T20:00:00Z', description: 'Activation returns 500' };
    const records = [
      { ...first, incident },
      { ...second, result: 'failure' as const },
      { ...third, result: 'rolled_back' as const },
      ...others,
      rollback(sha('8'), sha('7'), '2026-06-08T13:00:00Z'),
      record({ ended_at: '2026-06-09T12:00:00Z' }),
      record({ ended_at: '2026-06-10T12:00:00Z' }),
    ] as DeploymentRecord[];
    // Ten deployments: an incident, a failure, a rollback by ECS and one by hand.
    expect(card(records).changeFailureRate).toEqual({ samples: 10, failed: 4, value: 0.4 });
  });

  it('counts a failed deployment once, however many failures it has', () => {
    const records = daily(5);
    const incident = { at: '2026-06-05T12:30:00Z', description: 'Activation returns 500' };
    const all = [
      ...records.slice(0, 4),
      ...records.slice(4).map((last) => ({ ...last, incident })),
      rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z', { result: 'failure' }),
      rollback(sha('5'), sha('4'), '2026-06-05T14:00:00Z'),
    ];
    expect(card(all).changeFailureRate).toEqual({ samples: 5, failed: 1, value: 0.2 });
  });

  it('counts the running deployment at each of two rollbacks', () => {
    const once = [...daily(5), rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z')];
    const twice = [...once, rollback(sha('4'), sha('3'), '2026-06-05T14:00:00Z')];
    expect(card(once).changeFailureRate.failed).toBe(1);
    expect(card(twice).changeFailureRate.failed).toBe(2);
  });

  it('does not count the earlier version when a failed deployment is rolled back by hand', () => {
    const records = [
      ...daily(4),
      record({ sha: sha('5'), previous_sha: sha('4'), ended_at: '2026-06-05T12:00:00Z', result: 'failure' }),
      rollback(sha('4'), sha('4'), '2026-06-05T13:00:00Z'),
    ];
    expect(card(records).changeFailureRate).toEqual({ samples: 5, failed: 1, value: 0.2 });
  });

  it('is 0 without failures and null below five samples', () => {
    expect(card(daily(5)).changeFailureRate).toEqual({ samples: 5, failed: 0, value: 0 });
    expect(card(daily(4)).changeFailureRate).toEqual({ samples: 4, failed: 0, value: null });
  });
});

describe('time to recovery', () => {
  it('is the median from the end of a failed deployment to the end of the next success', () => {
    // Failed at 12:00, fixed after 10, 20, 30, 40 and 50 minutes.
    const records = [50, 10, 40, 20, 30].flatMap((minutes, index) => [
      record({ ended_at: `2026-06-0${index + 1}T12:00:00Z`, result: 'failure' }),
      record({ ended_at: `2026-06-0${index + 1}T12:${minutes}:00Z` }),
    ]);
    const { timeToRecovery, openFailures } = card(records);
    expect(timeToRecovery).toEqual({ samples: 5, value: 30 * MINUTE });
    expect(openFailures).toEqual([]);
  });

  it('ends with a successful rollback, not with a failed one', () => {
    const records = [1, 2, 3, 4, 5].flatMap((day) => [
      record({ sha: sha(String(day)), ended_at: `2026-06-0${day}T12:00:00Z` }),
      rollback(sha(String(day)), sha('9'), `2026-06-0${day}T13:00:00Z`, { result: 'failure' }),
      rollback(sha(String(day)), sha('9'), `2026-06-0${day}T14:00:00Z`),
    ]);
    expect(card(records).timeToRecovery).toEqual({ samples: 5, value: 2 * HOUR });
  });

  it('ends with the first success after the start of an incident, not before it', () => {
    const records = [1, 2, 3, 4, 5].flatMap((day) => [
      record({
        ended_at: `2026-06-0${day}T12:00:00Z`,
        incident: { at: `2026-06-0${day}T15:00:00Z`, description: 'Activation returns 500' },
      }),
      record({ ended_at: `2026-06-0${day}T13:00:00Z` }),
      record({ ended_at: `2026-06-0${day}T18:00:00Z` }),
    ]);
    expect(card(records).timeToRecovery).toEqual({ samples: 5, value: 6 * HOUR });
  });

  it('does not count the deployment that caused an incident as its fix', () => {
    const incident = { at: '2026-06-01T11:58:00Z', description: 'Activation returns 500' };
    expect(card([record({ ended_at: '2026-06-01T12:00:00Z', incident })]).openFailures).toHaveLength(1);
  });

  it('does not count a second deployment of a version because the first was rolled back', () => {
    const records = [
      ...daily(5),
      rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z'),
      record({ sha: sha('5'), previous_sha: sha('4'), ended_at: '2026-06-05T14:00:00Z' }),
    ];
    expect(card(records)).toMatchObject({
      changeFailureRate: { samples: 6, failed: 1 },
      timeToRecovery: { samples: 1 },
      openFailures: [],
    });
  });

  it('uses the first of several rollbacks of one deployment', () => {
    const records = [
      ...daily(5),
      rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z', { result: 'failure' }),
      record({ sha: sha('6'), previous_sha: sha('5'), ended_at: '2026-06-05T14:00:00Z' }),
      rollback(sha('6'), sha('5'), '2026-06-06T12:00:00Z'),
      rollback(sha('5'), sha('4'), '2026-06-06T13:00:00Z', { result: 'failure' }),
    ];
    // Deployment 6 fixed 5, and was then rolled back to 5.
    expect(card(records)).toMatchObject({
      changeFailureRate: { samples: 6, failed: 2 },
      timeToRecovery: { samples: 2 },
      openFailures: [],
    });
  });

  it('has a sample for each of several failures in a row', () => {
    const failures = [1, 2, 3, 4, 5].map((hour) =>
      record({ ended_at: `2026-06-01T0${hour}:00:00Z`, result: 'failure' }),
    );
    const { timeToRecovery } = card([...failures, record({ ended_at: '2026-06-01T06:00:00Z' })]);
    expect(timeToRecovery).toEqual({ samples: 5, value: 3 * HOUR });
  });

  it('lists open failures', () => {
    const failure = record({
      sha: sha('6'),
      ended_at: '2026-06-06T12:00:00Z',
      result: 'failure',
      reason: 'The smoke test got 503',
    });
    const { timeToRecovery, openFailures } = card([...daily(5), failure]);
    expect(timeToRecovery).toEqual({ samples: 0, value: null });
    expect(openFailures).toEqual([
      { sha: sha('6'), ended_at: '2026-06-06T12:00:00Z', reason: 'The smoke test got 503' },
    ]);
  });
});

describe('time from idea to code', () => {
  const idea = (operation: string, described: string, served?: string, service = 'card'): Idea => ({
    service,
    operation,
    describedAt: new Date(described),
    servedAt: served === undefined ? undefined : new Date(served),
  });

  it('is the median from the first mention of an operation to the deployment that serves it', () => {
    const ideas = [
      idea('a', '2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z'), // 1 d
      idea('b', '2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z'), // 2 d
      idea('c', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'), // 31 d
      idea('d', '2026-06-10T00:00:00Z', '2026-06-14T00:00:00Z'), // 4 d
      idea('e', '2026-06-10T00:00:00Z', '2026-06-13T00:00:00Z'), // 3 d
      idea('before', '2026-05-01T00:00:00Z', '2026-05-31T00:00:00Z'),
      idea('waiting', '2026-06-10T00:00:00Z'),
      idea('elsewhere', '2026-06-10T00:00:00Z', '2026-06-10T01:00:00Z', 'invoice'),
    ];
    const { ideaToCode, waitingIdeas } = card([], ideas);
    expect(ideaToCode).toEqual({ samples: 5, value: 3 * DAY });
    expect(waitingIdeas).toEqual(['waiting']);
  });

  it('is never negative, even with a wrong clock', () => {
    const ideas = ['a', 'b', 'c', 'd', 'e'].map((operation) =>
      idea(operation, '2026-06-03T00:00:00Z', '2026-06-02T00:00:00Z'),
    );
    expect(card([], ideas).ideaToCode.value).toBe(0);
  });

  it('is null below five samples', () => {
    const ideas = [idea('a', '2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z')];
    expect(card([], ideas).ideaToCode).toEqual({ samples: 1, value: null });
  });
});
