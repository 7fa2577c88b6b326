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

it('lists the callers of each service', () => {
  const card = portal.data.services.find(({ name }) => name === 'card');
  expect(card).toMatchObject({ calledBy: ['account'], stores: ['PostgreSQL database', 'bucket, read only'] });
});

it('links the dashboard and the alarms of a service in the region of each stage', () => {
  const card = portal.data.services.find(({ name }) => name === 'card');
  const console = 'https://console.aws.amazon.com/cloudwatch/home';
  expect(card?.links.slice(1)).toEqual([
    {
      title: 'Dashboard in dev (eu-north-1)',
      href: `${console}?region=eu-north-1#dashboards/dashboard/qred-dev-card`,
    },
    {
      title: 'Alarms in dev (eu-north-1)',
      href: `${console}?region=eu-north-1#alarmsV2:?search=qred-dev-card`,
    },
    {
      title: 'Dashboard in production (eu-central-1)',
      href: `${console}?region=eu-central-1#dashboards/dashboard/qred-production-card`,
    },
    {
      title: 'Alarms in production (eu-central-1)',
      href: `${console}?region=eu-central-1#alarmsV2:?search=qred-production-card`,
    },
  ]);
});

it('links each runbook at the commit', () => {
  const { runbooks, source } = portal.data;
  expect(runbooks).toContainEqual({
    title: 'Roll back',
    file: 'docs/runbooks/roll-back.md',
    href: `https://github.com/qred/platform/blob/${source.commit}/docs/runbooks/roll-back.md`,
  });
});

it('finds the values of each screen element in the examples of the contract', () => {
  const spend = portal.data.screens[0]?.elements.find(({ element }) => element === 'Remaining spend');
  expect(spend?.values[0]).toMatchObject({ pointer: '/data/remaining_spend/amount', value: 540_000 });
  const more = portal.data.screens[0]?.elements.find(({ number }) => number === 7);
  expect(more?.values[0]).toMatchObject({ value: 54 });
});

it('names the operations that can return a problem, and none for a problem of all operations', () => {
  const named = (code: string) => portal.data.problems.find((problem) => problem.code === code)?.operations;
  expect(named('CARD_BLOCKED')).toEqual(['card.activateCard']);
  expect(named('INTERNAL_ERROR')).toEqual([]);
});

it('renders the page of figures with invented records and a note about it if there are no records', () => {
  expect(portal.data.figures).toBe('sample');
  expect(portal.figures).toMatch(/sample/i);
});

it('has the status of each operation except ping', () => {
  const without = portal.data.operations.filter(({ status }) => status === null).map(({ id }) => id);
  expect(new Set(without)).toEqual(new Set(['ping']));
});

it('adds a TypeScript sample with the values of an example to each operation of the reference', () => {
  expect(portal.document).toMatchObject({
    servers: [{ url: '/' }],
    paths: {
      '/v1/support-requests': { post: { 'x-codeSamples': [{ label: 'TypeScript' }] } },
    },
  });
  expect(JSON.stringify(portal.document)).toContain("await api.post('/v1/support-requests'");
});
