import { textTable } from '#libs/command-line';
import type { OperationStatus } from './operation-status.ts';

const HEADINGS = ['service', 'operation', 'designed', 'mocked', 'built', 'tested', 'deployed'];

export function renderStatuses(statuses: readonly OperationStatus[], stage: string): string {
  const rows = statuses.map(({ service, operation, designed, mocked, built, tested, deployed }) => [
    service,
    operation,
    designed,
    mocked,
    built,
    describeTested(tested),
    deployed,
  ]);
  return [
    textTable([HEADINGS, ...rows]),
    '',
    ...meanings(stage).map((line) => `  ${line}`),
    ...advice(statuses),
  ].join('\n');
}

function describeTested(specs: OperationStatus['tested']): string {
  if (specs === null) return 'no results';
  if (specs.length === 0) return 'no';
  return `yes (${specs.length} ${specs.length === 1 ? 'spec' : 'specs'})`;
}

function meanings(stage: string): string[] {
  return [
    'designed  the contract has it',
    'mocked    npm run mock serves it',
    'built     the service implements it; otherwise it returns 501 NOT_BUILT',
    'tested    in the last run, a passing test got a success from it; the number of specs is in brackets',
    `deployed  its version at ${stage} implements it; without records, the running version is unknown`,
  ];
}

function advice(statuses: readonly OperationStatus[]): string[] {
  const missing = [
    ...(statuses.some(({ tested }) => tested === null)
      ? ['No test results: run npm test, or npm run test:all for the slow tests as well.']
      : []),
    ...(statuses.every(({ deployed }) => deployed === 'no records')
      ? ['Records are in GitHub Deployments: set GITHUB_REPOSITORY and GITHUB_TOKEN.']
      : []),
  ];
  return missing.length > 0 ? ['', ...missing] : [];
}
