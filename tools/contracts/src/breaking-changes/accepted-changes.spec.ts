import { applyAcceptedChanges, readAcceptedChanges } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import type { ServiceChange } from './service-changes.ts';

const change: ServiceChange = {
  service: 'hub',
  id: 'GET /v1/hubs: removed',
  operation: 'GET /v1/hubs',
  operationId: 'listHubs',
  access: 'member',
  breaking: true,
  message: 'GET /v1/hubs was removed',
  remedy: 'keep it',
  affects: ['the frontends', 'spoke'],
};
const entry = {
  service: change.service,
  change: change.id,
  reason: 'Nobody calls it.',
  approver: 'A. Approver',
  expires: '2026-06-30',
};
const before = '2026-06-30';
const after = '2026-07-01';

it('the check rejects a breaking change, and prints who is affected and what to do', () => {
  const result = applyAcceptedChanges([change], [], before);
  expect(result.refused).toEqual([change]);
  expect(checkReport(result, 1)).toMatch(
    /was removed\.\n +Breaks: the frontends, spoke\n +Instead: keep it\n +Change: "GET \/v1\/hubs: removed"/,
  );
});

it('the check accepts a breaking change if breaking.yaml has a valid entry for the change', () => {
  expect(applyAcceptedChanges([change], [entry], before)).toEqual({
    refused: [],
    accepted: [change],
    expired: [],
    unused: [],
  });
});

it('the check ignores entries for other services', () => {
  expect(applyAcceptedChanges([change], [{ ...entry, service: 'spoke' }], before).refused).toEqual([change]);
});

it('the check rejects a breaking change after its entry in breaking.yaml expires', () => {
  const { refused, expired } = applyAcceptedChanges([change], [entry], after);
  expect(refused).toEqual([change]);
  expect(expired).toEqual([expect.stringContaining('expired on 2026-06-30')]);
});

it('the check succeeds, but reports an unused entry in breaking.yaml', () => {
  for (const changes of [[], [{ ...change, breaking: false }]]) {
    const result = applyAcceptedChanges(changes, [entry], before);
    expect(result).toMatchObject({ refused: [], expired: [] });
    expect(checkReport(result, 0)).toContain('Remove it before it expires on 2026-06-30');
  }
});

it('readAcceptedChanges reads an empty file, but rejects an invalid entry', () => {
  expect(readAcceptedChanges('# none\n')).toEqual([]);
  expect(readAcceptedChanges(JSON.stringify([entry]))).toEqual([entry]);
  expect(() => readAcceptedChanges('- service: hub\n')).toThrow(/breaking\.yaml is not valid[^]*approver/);
});
