import { textTable } from '#tools/local-stack';
import type { OperationStatus } from './operation-status.ts';

const HEADINGS = ['service', 'operation', 'designed', 'mocked', 'built', 'tested', 'deployed'];

/** Renders the statuses as a terminal table. */
export function renderStatuses(statuses: readonly OperationStatus[], stage: string): string {
  const rows = statuses.map(({ service, operation, designed, mocked, built, tested, deployed }) => [
    service,
    operation,
    designed,
    mocked,
    built,
    tested.length > 0 ? `yes (${tested.length} specs)`.replace('(1 specs)', '(1 spec)') : 'no',
    deployed,
  ]);
  return [
    textTable([HEADINGS, ...rows]),
    '',
    ...meanings(stage).map((line) => `  ${line}`),
    ...advice(statuses),
  ].join('\n');
}

function meanings(stage: string): string[] {
  return [
    'designed  the contract has it',
    'mocked    npm run mock answers it',
    'built     the contract does not mark it as "built: false"; otherwise it returns 501 NOT_BUILT',
    "tested    specs of the service or of apps/e2e have a test that names it and runs; it.failing doesn't count",
    `deployed  what last went to ${stage} has it built; no records: nothing tells what runs there`,
  ];
}

function advice(statuses: readonly OperationStatus[]): string[] {
  const isSilent = statuses.length > 0 && statuses.every(({ deployed }) => deployed === 'no records');
  if (!isSilent) return [];
  return [
    '',
    'Records are in GitHub Deployments: set GITHUB_REPOSITORY and GITHUB_TOKEN, or --records <file>.',
  ];
}
