import { judge, readAcceptedChanges } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import type { ServiceChange } from './service-changes.ts';

const change: ServiceChange = {
  service: 'hub',
  id: 'GET /v1/hubs: removed',
  operation: 'GET /v1/hubs',
  operationId: 'listHubs',
  access: 'member',
  breaking: true,
  says: 'GET /v1/hubs is gone',
  instead: 'keep it',
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

it('rejects a breaking change and says who is affected and what to do', () => {
  const judgement = judge([change], [], before);
  expect(judgement.refused).toEqual([change]);
  expect(checkReport(judgement, 1)).toContain('It breaks the frontends, spoke; rather keep it.');
});

it('accepts a change with an entry until its last day', () => {
  expect(judge([change], [entry], before)).toEqual({
    refused: [],
    accepted: [change],
    faults: [],
    remarks: [],
  });
});

it('ignores an entry for another service', () => {
  expect(judge([change], [{ ...entry, service: 'spoke' }], before).refused).toEqual([change]);
});

it('rejects an expired entry and its change', () => {
  const { refused, faults } = judge([change], [entry], after);
  expect(refused).toEqual([change]);
  expect(faults).toEqual([expect.stringContaining('expired on 2026-06-30')]);
});

it('mentions an unused entry without failing', () => {
  for (const changes of [[], [{ ...change, breaking: false }]]) {
    const judgement = judge(changes, [entry], before);
    expect(judgement).toMatchObject({ refused: [], faults: [] });
    expect(checkReport(judgement, 0)).toContain('remove it before it expires on 2026-06-30');
  }
});

it('reads a list, and an empty one', () => {
  expect(readAcceptedChanges('# none\n')).toEqual([]);
  expect(readAcceptedChanges(JSON.stringify([entry]))).toEqual([entry]);
  expect(() => readAcceptedChanges('- service: hub\n')).toThrow(/breaking\.yaml is not valid[^]*approver/);
});
