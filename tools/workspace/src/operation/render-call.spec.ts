import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { designBrief } from '#libs/briefs';
import { FsTree } from 'nx/src/generators/tree';
import { readExisting } from './read-existing.ts';
import { renderCall } from './render-call.ts';

const workspace = resolve(__dirname, '../../../..');

it.each([
  [
    '06-pay-invoice',
    /^api\.post\('\/v1\/invoices\/\{invoice_id\}\/pay\w*', \{ path: \{ invoice_id: 'invoice-company-ab' \}, body: \{ .*amount: \{ amount: \d+, currency: 'SEK' \}.* \} \}\)$/,
  ],
  [
    '07-search-receipts',
    /^api\.get\('\/v1\/receipts', \{ query: \{ account_id: 'company-ab', .*from: '[\d-]+', to: '[\d-]+'.* \} \}\)$/,
  ],
])('renderCall renders a call of the typed client from the brief %s', (name, call) => {
  const yaml = readFileSync(join(workspace, 'briefs/wishes', `${name}.yaml`), 'utf8');
  const { operation } = designBrief(readExisting(new FsTree(workspace, false)), yaml);
  expect(renderCall(operation)).toMatch(call);
});
