import { accountContract } from '#contracts/account';
import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { textTable } from '#libs/command-line';
import { pageUrl } from '../pages/pages.ts';
import type { Stack } from './stack.ts';

export function report(stack: Stack, token: string): string {
  const rows = [
    ['part', 'address', 'documentation', 'log'],
    ['edge', stack.edge.url, '', ''],
    ...[...stack.services.values()].map(({ name, url, logFile }) => [name, url, `${url}/docs`, logFile]),
    ...stack.mock.services.map((name) => [`${name} (mock)`, stack.mock.url, '', '']),
    ['issuer', stack.issuer.url, '', ''],
    ['object storage', stack.storage.url, '', ''],
    ['PostgreSQL', `127.0.0.1:${stack.ports.postgres}`, '', stack.postgresLog],
  ];
  const overview = accountContract.operations.getOverview.path.replace('{account_id}', EXAMPLE_ACCOUNT);
  return `
${textTable(rows)}

A bearer token of a member of ${EXAMPLE_ACCOUNT}, valid for 15 minutes (for another account: npm run token -- --account acc1):

${token}

Open ${pageUrl(stack.ports.edge)} in a browser, or read the home screen from the API:

curl -s ${stack.edge.url}${overview} -H 'Authorization: Bearer ${token}'

Ctrl-C stops everything. The data stays for the next start; npm start -- --fresh removes it first.`;
}
