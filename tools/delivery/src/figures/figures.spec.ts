import {
  type DeploymentRecord,
  type Incident,
  exampleRecord as record,
  exampleSha as sha,
} from '#libs/github';
import { type ServiceFigures, median, serviceFigures } from './figures.ts';
import type { Idea } from './samples.ts';
import { computeReport } from './dora.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Five weeks. */
const period = { since: new Date('2026-06-01T00:00:00Z'), until: new Date('2026-07-06T00:00:00Z') };

/** Returns successful deployments of card, one a day from 1 June. The versions are 1, 2, 3 … */
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
  return serviceFigures('card', records, ideas, period);
}

/** The rollback takes five minutes. */
function rollback(from: string, to: string, ended_at: string, fields: Partial<DeploymentRecord> = {}) {
  return record({ kind: 'rollback', previous_sha: from, sha: to, ended_at, ...fields });
}

describe('median', () => {
  it('returns the middle value, or the mean of the two middle values', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 4])).toBe(3);
    expect(median([])).toBeUndefined();
  });
});

describe('the deployment frequency', () => {
  it('is the number of successful deployments per week', () => {
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

  it('is null if there are fewer than five samples', () => {
    expect(card(daily(4)).deploymentFrequency).toEqual({ samples: 4, value: null });
    expect(card([]).deploymentFrequency).toEqual({ samples: 0, value: null });
  });
});

describe('the lead time for changes', () => {
  const commit = (digit: string, time: string) => ({ sha: sha(digit), time });

  it("is the median time from a commit to the end of the commit's deployment", () => {
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

  it('starts at the first commit of the pull request, and counts each pull request once', () => {
    const change = (number: number, hours: number) => ({
      // A squash merge sets the commit's time to the time of the merge.
      ...commit(String(number), '2026-06-02T11:55:00Z'),
      pull_request: {
        number,
        first_commit_at: new Date(Date.parse('2026-06-02T12:00:00Z') - hours * HOUR).toISOString(),
      },
    });
    const commits = [1, 2, 3, 4].map((number) => change(number, number * 24));
    const direct = commit('a', '2026-06-02T11:00:00Z');
    const rebased = { ...change(4, 96), sha: sha('b') };
    const records = [record({ ended_at: '2026-06-02T12:00:00Z', commits: [...commits, rebased, direct] })];
    expect(card(records).leadTime).toEqual({ samples: 5, value: 48 * HOUR });
  });

  it('ends at the first successful deployment', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2026-06-02T11:00:00Z'));
    const records = [
      record({ ended_at: '2026-06-02T12:00:00Z', commits, result: 'failure' }),
      record({ ended_at: '2026-06-02T15:00:00Z', commits }),
    ];
    expect(card(records).leadTime).toEqual({ samples: 5, value: 4 * HOUR });
  });

  it('ignores a second deployment of the same commit after a rollback', () => {
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

  it('is never negative, even if a clock is wrong', () => {
    const commits = ['a', 'b', 'c', 'd', 'e'].map((digit) => commit(digit, '2036-06-02T11:00:00Z'));
    expect(card([record({ ended_at: '2026-06-02T12:00:00Z', commits })]).leadTime.value).toBe(0);
  });
});

/** Creates an incident on a day in June. Without `to`, the incident is open. */
function incident(day: number, from: string, to?: string, fields: Partial<Incident> = {}): Incident {
  const date = `2026-06-${String(day).padStart(2, '0')}`;
  return {
    started_at: `${date}T${from}:00Z`,
    ...(to !== undefined && { ended_at: `${date}T${to}:00Z` }),
    description: 'Activation returns 500',
    ...fields,
  };
}

/** The keys of `incidents` are days. */
function withIncidents(
  records: readonly DeploymentRecord[],
  incidents: Readonly<Record<number, readonly Incident[]>>,
): DeploymentRecord[] {
  return records.map((each, index) => ({ ...each, incidents: incidents[index + 1] ?? [] }));
}

/**
 * Creates a deployment that fails at noon on a day in June. If `exposed` is set, users can reach the version
 * from that time.
 */
function failure(day: number, exposed?: string, fields: Partial<DeploymentRecord> = {}): DeploymentRecord {
  const date = `2026-06-${String(day).padStart(2, '0')}`;
  return record({
    ended_at: `${date}T12:00:00Z`,
    started_at: `${date}T11:40:00Z`,
    result: 'failure',
    sha: sha('f'),
    ...(exposed !== undefined && { exposed_at: `${date}T${exposed}:00Z` }),
    ...fields,
  });
}

describe('the change fail rate', () => {
  it('is the fraction of failed deployments among the deployments that reached users', () => {
    const records = [
      ...withIncidents(daily(7), { 1: [incident(1, '20:00', '20:30')] }),
      rollback(sha('7'), sha('6'), '2026-06-07T13:00:00Z'),
      failure(8, '11:50'),
      failure(9, '11:50', { result: 'rolled_back' }),
      record({ ended_at: '2026-06-10T12:00:00Z' }),
    ];
    // Four of ten deployments failed: an incident, a manual rollback, a failed smoke test and a rollback by
    // ECS.
    expect(card(records).changeFailRate).toEqual({ samples: 10, counted: 4, value: 0.4 });
  });

  it('ignores deployments that did not reach users', () => {
    const records = [...daily(5), ...[1, 2, 3, 4, 5].map((day) => failure(day))];
    expect(card(records).changeFailRate).toEqual({ samples: 5, counted: 0, value: 0 });
  });

  it('counts a deployment once, even if several failures follow it', () => {
    const records = [
      ...withIncidents(daily(5), { 5: [incident(5, '12:30', '13:00'), incident(5, '18:00')] }),
      rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z', { result: 'failure' }),
      rollback(sha('5'), sha('4'), '2026-06-05T14:00:00Z'),
    ];
    expect(card(records).changeFailRate).toEqual({ samples: 5, counted: 1, value: 0.2 });
  });

  it('counts two failed deployments after two successive rollbacks', () => {
    const once = [...daily(5), rollback(sha('5'), sha('4'), '2026-06-05T13:00:00Z')];
    const twice = [...once, rollback(sha('4'), sha('3'), '2026-06-05T14:00:00Z')];
    expect(card(once).changeFailRate.counted).toBe(1);
    expect(card(twice).changeFailRate.counted).toBe(2);
  });

  it('counts a deployment once if it failed and was then rolled back', () => {
    const records = [...daily(5), failure(6, '11:50'), rollback(sha('5'), sha('4'), '2026-06-06T13:00:00Z')];
    expect(card(records).changeFailRate).toMatchObject({ samples: 6, counted: 1 });
  });

  it('ignores a rollback to the running version', () => {
    const records = [...daily(5), failure(6), rollback(sha('5'), sha('5'), '2026-06-06T13:00:00Z')];
    expect(card(records).changeFailRate).toEqual({ samples: 5, counted: 0, value: 0 });
  });

  it('is null if there are fewer than five samples', () => {
    expect(card(daily(4)).changeFailRate).toEqual({ samples: 4, counted: 0, value: null });
  });
});

describe('the failed deployment recovery time', () => {
  it('is the time in which users could reach a version that ECS rolled back', () => {
    // The next deployment comes three days after each rollback.
    const records = [1, 5, 9, 13, 17].flatMap((day, index) => [
      failure(day, `11:${50 + index}`, { result: 'rolled_back' }),
      record({ ended_at: `2026-06-${String(day + 3).padStart(2, '0')}T12:00:00Z` }),
    ]);
    expect(card(records).recoveryTime).toEqual({ samples: 5, value: 8 * MINUTE });
  });

  it('lasts from the start to the end of an incident, even if the deployment is old', () => {
    const records = withIncidents(
      daily(5),
      Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [incident(day + 10, '09:00', '09:30')]])),
    );
    expect(card(records).recoveryTime).toEqual({ samples: 5, value: 30 * MINUTE });
  });

  it('does not end at a later deployment while an incident is open', () => {
    const records = withIncidents(daily(5), { 1: [incident(1, '13:00')] });
    expect(card(records)).toMatchObject({
      recoveryTime: { samples: 0, value: null },
      openFailures: [
        { sha: sha('1'), since: new Date('2026-06-01T13:00:00Z'), reason: 'Activation returns 500' },
      ],
    });
  });

  it('ends at the next successful deployment if the smoke test fails', () => {
    const records = [1, 2, 3, 4, 5].flatMap((day) => [
      failure(day, '11:50'),
      failure(day, undefined, {
        started_at: `2026-06-0${day}T12:10:00Z`,
        ended_at: `2026-06-0${day}T12:20:00Z`,
      }),
      record({ ended_at: `2026-06-0${day}T12:50:00Z` }),
    ]);
    expect(card(records)).toMatchObject({
      recoveryTime: { samples: 5, value: HOUR },
      openFailures: [],
    });
  });

  it('is the duration of a manual rollback if nobody reported an incident', () => {
    const records = [1, 2, 3, 4, 5].flatMap((day) => [
      record({ sha: sha(String(day)), ended_at: `2026-06-0${day}T12:00:00Z` }),
      rollback(sha(String(day)), sha('9'), `2026-06-0${day}T14:00:00Z`),
    ]);
    expect(card(records).recoveryTime).toEqual({ samples: 5, value: 5 * MINUTE });
  });

  it('ends at the next success if a rollback fails', () => {
    const records = [1, 2, 3, 4, 5].flatMap((day) => [
      record({ sha: sha(String(day)), ended_at: `2026-06-0${day}T12:00:00Z` }),
      rollback(sha(String(day)), sha('9'), `2026-06-0${day}T13:00:00Z`, { result: 'failure' }),
      rollback(sha(String(day)), sha('9'), `2026-06-0${day}T14:00:00Z`),
    ]);
    expect(card(records).recoveryTime).toEqual({ samples: 5, value: 65 * MINUTE });
  });

  it('merges overlapping failures of a deployment into one sample', () => {
    const overlapping = [incident(1, '13:00', '13:30'), incident(1, '13:20', '14:00')];
    const apart = [incident(2, '13:00', '13:30'), incident(2, '15:00', '15:30')];
    const { recoveryTime } = card(withIncidents(daily(5), { 1: overlapping, 2: apart }));
    expect(recoveryTime.samples).toBe(3);
  });

  it('counts failures that end in the period, and lists failures that end later as open', () => {
    const before = record({
      ended_at: '2026-05-31T12:00:00Z',
      incidents: [incident(2, '09:00', '09:30')],
    });
    const later = record({
      ended_at: '2026-06-10T12:00:00Z',
      incidents: [{ ...incident(20, '09:00'), ended_at: '2026-07-10T00:00:00Z' }],
    });
    const tomorrow = record({
      ended_at: '2026-06-11T12:00:00Z',
      incidents: [{ started_at: '2026-07-08T00:00:00Z', description: 'Not yet' }],
    });
    const { recoveryTime, openFailures, changeFailRate } = card([before, later, tomorrow]);
    expect(recoveryTime.samples).toBe(1);
    expect(openFailures).toEqual([
      { sha: sha('a'), since: new Date('2026-06-20T09:00:00Z'), reason: 'Activation returns 500' },
    ]);
    expect(changeFailRate).toMatchObject({ samples: 2, counted: 1 });
  });

  it('ignores a failed version that still runs, and lists it as an open failure', () => {
    const { recoveryTime, openFailures } = card([
      ...daily(5),
      failure(6, '11:50', { reason: 'The smoke test got 503' }),
    ]);
    expect(recoveryTime).toEqual({ samples: 0, value: null });
    expect(openFailures).toEqual([
      { sha: sha('f'), since: new Date('2026-06-06T11:50:00Z'), reason: 'The smoke test got 503' },
    ]);
  });
});

describe('the deployment rework rate', () => {
  it('is the fraction of releases that are incident fixes or rollbacks', () => {
    const records = [
      ...withIncidents(daily(6), {
        2: [incident(2, '13:00', '23:00', { fixed_by: [sha('3').slice(0, 12), sha('4').slice(0, 12)] })],
      }),
      rollback(sha('6'), sha('5'), '2026-06-06T13:00:00Z'),
      failure(7, '11:50'),
    ];
    // Deployments 3 and 4 fixed the incident. With the rollback, 3 of 8 releases are unplanned.
    expect(card(records).reworkRate).toEqual({ samples: 8, counted: 3, value: 3 / 8 });
  });

  it('counts a deployment only once, even if it fixes two incidents', () => {
    const fixed_by = [sha('a')];
    const records = [
      record({ ended_at: '2026-06-01T12:00:00Z' }),
      ...withIncidents([record({ sha: sha('b'), ended_at: '2026-06-02T12:00:00Z' })], {
        1: [incident(3, '13:00', '14:00', { fixed_by }), incident(3, '15:00', '16:00', { fixed_by })],
      }),
      record({ ended_at: '2026-06-04T12:00:00Z' }),
    ];
    expect(card(records).reworkRate).toEqual({ samples: 3, counted: 1, value: null });
  });

  it('ignores deployments and rollbacks that did not reach users', () => {
    const records = [
      ...daily(5),
      failure(6),
      rollback(sha('5'), sha('4'), '2026-06-06T13:00:00Z', { result: 'failure' }),
    ];
    expect(card(records).reworkRate).toEqual({ samples: 5, counted: 0, value: 0 });
  });
});

describe('the total of all services', () => {
  it('needs five samples in total, not five samples for each service', () => {
    const services = ['a', 'b', 'c', 'd', 'e'];
    const records = services.flatMap((service) =>
      [1, 2].map((day) => failure(day, '11:50', { service, result: 'rolled_back' })),
    );
    const report = computeReport(services, records, [], { stage: 'production', period });
    expect(report.services.map(({ recoveryTime }) => recoveryTime)).toEqual(
      services.map(() => ({ samples: 2, value: null })),
    );
    expect(report.total).toMatchObject({
      deploymentFrequency: { samples: 0, value: null },
      changeFailRate: { samples: 10, counted: 10, value: 1 },
      recoveryTime: { samples: 10, value: 10 * MINUTE },
    });
  });
});

describe('the time from idea to code', () => {
  const idea = (operation: string, described: string, served?: string, service = 'card'): Idea => ({
    service,
    operation,
    describedAt: new Date(described),
    servedAt: served === undefined ? undefined : new Date(served),
  });

  it("is the median time from an operation's first mention to the operation's first deployment", () => {
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

  it('is never negative, even if a clock is wrong', () => {
    const ideas = ['a', 'b', 'c', 'd', 'e'].map((operation) =>
      idea(operation, '2026-06-03T00:00:00Z', '2026-06-02T00:00:00Z'),
    );
    expect(card([], ideas).ideaToCode.value).toBe(0);
  });

  it('is null if there are fewer than five samples', () => {
    const ideas = [idea('a', '2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z')];
    expect(card([], ideas).ideaToCode).toEqual({ samples: 1, value: null });
  });
});
