import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadContracts } from '#libs/contract-catalog';
import { defaultService, loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { Mock } from '#tools/local-stack';
import { publicDocument } from '../public-document.ts';

export const root = resolve(__dirname, '../../../../..');

/** Writes the public document to a folder, and serves its operations with a mock. */
export class ServedDocument {
  readonly folder: string;
  readonly name = 'api.yaml';
  private readonly mock: Mock;

  private constructor(folder: string, mock: Mock) {
    this.folder = folder;
    this.mock = mock;
  }

  /** Third-party programs run in the folder, and must find the packages of this repository. */
  static async start(): Promise<ServedDocument> {
    const manifests = loadManifests(root);
    const folder = mkdtempSync(join(tmpdir(), 'public-document-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const mock = await Mock.start({
      host: '127.0.0.1',
      port: await freePort(),
      contracts: await loadContracts(manifests),
      defaultService: defaultService(manifests).name,
    });
    const served = new ServedDocument(folder, mock);
    writeFileSync(join(folder, served.name), stringify(await publicDocument(manifests)));
    return served;
  }

  get url(): string {
    return this.mock.url;
  }

  async stop(): Promise<void> {
    await this.mock.stop();
    rmSync(this.folder, { recursive: true });
  }
}
