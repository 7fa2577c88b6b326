import { resolve } from 'node:path';
import { noRecords } from '#tools/screens';
import { type Portal, collectPortalData } from './collect-portal-data.ts';

const root = resolve(__dirname, '../../../..');

let portal: Portal;

beforeAll(async () => {
  portal = await collectPortalData(root, {
    deployments: noRecords,
    stage: 'production',
    stages: [
      { name: 'dev', region: 'eu-north-1' },
      { name: 'production', region: 'eu-central-1' },
    ],
    repository: 'qred/platform',
    commits: 1,
  });
});

it("the portal's data lists the callers of each service", () => {
  const card = portal.data.services.find(({ name }) => name === 'card');
  expect(card).toMatchObject({
    calledBy: ['account'],
    stores: ['PostgreSQL database', 'bucket, read only'],
  });
});

it("the portal's data links to each service's dashboard and alarms in each stage", () => {
  const card = portal.data.services.find(({ name }) => name === 'card');
  const console = 'https://console.aws.amazon.com/cloudwatch/home';
  expect(card?.stages).toEqual([
    {
      stage: 'dev',
      region: 'eu-north-1',
      dashboard: `${console}?region=eu-north-1#dashboards/dashboard/qred-dev-card`,
      alarms: `${console}?region=eu-north-1#alarmsV2:?search=qred-dev-card`,
    },
    {
      stage: 'production',
      region: 'eu-central-1',
      dashboard: `${console}?region=eu-central-1#dashboards/dashboard/qred-production-card`,
      alarms: `${console}?region=eu-central-1#alarmsV2:?search=qred-production-card`,
    },
  ]);
});

it("the portal's data links to each runbook at a fixed commit", () => {
  const { runbooks, source } = portal.data;
  expect(runbooks).toContainEqual({
    title: 'Roll back',
    file: 'docs/runbooks/roll-back.md',
    href: `https://github.com/qred/platform/blob/${source.commit}/docs/runbooks/roll-back.md`,
  });
});

it("the portal's data contains an example value for each screen element", () => {
  const spend = portal.data.screens[0]?.elements.find(({ element }) => element === 'Remaining spend');
  expect(spend?.values[0]).toMatchObject({
    pointer: '/data/remaining_spend/amount',
    value: 540_000,
  });
  const more = portal.data.screens[0]?.elements.find(({ number }) => number === 7);
  expect(more?.values[0]).toMatchObject({ value: 54 });
});

it("the portal's data lists no operations for a problem that every operation can return", () => {
  const named = (code: string) => portal.data.problems.find((problem) => problem.code === code)?.operations;
  expect(named('CARD_BLOCKED')).toEqual(['card.activateCard']);
  expect(named('INTERNAL_ERROR')).toEqual([]);
});

it('the figures page shows data that is marked as a sample if no deployment is recorded', () => {
  expect(portal.data.figures).toBe('sample');
  expect(portal.figures).toMatch(/sample/i);
});

it("the portal's data contains the status of each operation except ping", () => {
  const without = portal.data.operations.filter(({ status }) => status === null).map(({ id }) => id);
  expect(new Set(without)).toEqual(new Set(['ping']));
});

it('the API reference shows a TypeScript sample for each operation', () => {
  expect(portal.document).toMatchObject({
    servers: [{ url: '/' }],
    paths: {
      '/v1/support-requests': {
        post: { 'x-codeSamples': [{ label: 'TypeScript' }] },
      },
    },
  });
  expect(JSON.stringify(portal.document)).toContain("await api.post('/v1/support-requests'");
});
