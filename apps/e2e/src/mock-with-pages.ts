import { resolve } from 'node:path';
import { accountContract } from '#contracts/account';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { Mock, Pages, pagesFolder } from '#tools/local-stack';

const root = resolve(__dirname, '../../..');

export async function startMockWithPages(): Promise<Mock> {
  return Mock.start({
    host: '127.0.0.1',
    port: await freePort(),
    contracts: await loadContracts(loadManifests(root)),
    defaultService: accountContract.name,
    pages: new Pages({ folder: pagesFolder(root), settings: { mock: true } }),
  });
}
