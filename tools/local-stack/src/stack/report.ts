import { accountContract } from '#contracts/account';
import type { Stack } from './stack.ts';
import { textTable } from '../cli/text-table.ts';

/** The account of the wireframe. */
const SHOWN_ACCOUNT = 'company-ab';

/** A table of what runs where, a token, and a command to try. */
export function report(stack: Stack, token: string): string {
  const rows = [
    ['what', 'where', 'documentation', 'log'],
    ['edge', stack.edge.url, '', ''],
    ...[...stack.services.values()].map(({ name, url, logFile }) => [name, url, `${url}/docs`, logFile]),
    ...stack.mock.services.map((name) => [`${name} (mock)`, stack.mock.url, '', '']),
    ['issuer', stack.issuer.url, '', ''],
    ['object storage', stack.storage.url, '', ''],
    ['PostgreSQL', `127.0.0.1:${stack.ports.postgres}`, '', stack.postgresLog],
  ];
  const overview = accountContract.operations.getOverview.path.replace('{account_id}', SHOWN_ACCOUNT);
  return [
    '',
    textTable(rows),
    '',
    `A bearer token of a member of ${SHOWN_ACCOUNT}, valid for 15 minutes (another: npm run token -- --account acc1):`,
    '',
    token,
    '',
    'The mobile view:',
    '',
    `curl -s ${stack.edge.url}${overview} -H 'Authorization: Bearer ${token}'`,
    '',
    'Ctrl-C ends everything. The data stays for the next start; npm start -- --fresh removes it first.',
  ].join('\n');
}
