import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseManifest } from '#libs/manifest';
import { assertPortsAreFree, configuredPorts, freePorts, portsOfStack } from './ports.ts';

const manifest = parseManifest({ name: 'small-loan', purpose: 'Loans.', owner: '@qred/test', port: 3100 });

describe('configuredPorts', () => {
  it('returns the ports in the manifests and the default ports', () => {
    expect(configuredPorts([manifest], {})).toMatchObject({
      edge: 8080,
      services: { 'small-loan': { business: 3100, health: 4100 } },
    });
  });

  it('lets environment variables override ports', () => {
    expect(configuredPorts([manifest], { EDGE_PORT: '9999', SMALL_LOAN_PORT: '3200' })).toMatchObject({
      edge: 9999,
      services: { 'small-loan': { business: 3200, health: 4200 } },
    });
  });

  it.each([
    ['EDGE_PORT', 'eighty'],
    ['EDGE_PORT', '0'],
    ['ISSUER_PORT', '65536'],
    ['SMALL_LOAN_PORT', '65000'],
  ])('rejects %s=%s', (name, value) => {
    expect(() => configuredPorts([manifest], { [name]: value })).toThrow(`${name} must be a port number`);
  });
});

describe('assertPortsAreFree', () => {
  const { PATH } = process.env;
  let holder: Server;
  let port: number;

  beforeEach(async () => {
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    ({ port } = holder.address() as AddressInfo);
  });

  afterEach(() => {
    process.env.PATH = PATH;
    return new Promise((resolve) => holder.close(resolve));
  });

  it('names the program that needs the port, the process that uses the port, and the variable to set', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'qred-lsof-'));
    writeFileSync(join(folder, 'lsof'), `#!/bin/sh\necho ${process.ppid}\n`);
    chmodSync(join(folder, 'lsof'), 0o755);
    process.env.PATH = `${folder}${delimiter}${PATH}`;
    const ports = { ...(await freePorts([manifest])), edge: port };
    await expect(assertPortsAreFree(portsOfStack(ports))).rejects.toThrow(
      new RegExp(
        String.raw`^Port ${port} \(the edge\) is in use by process ${process.ppid} \(.*\)\. Stop it or set EDGE_PORT\.$`,
      ),
    );
    rmSync(folder, { recursive: true });
  });

  it('names only the program and the variable if the process is unknown', async () => {
    process.env.PATH = '/no-such-folder';
    const wanted = [{ port, part: 'the mock', variable: 'EDGE_PORT' }];
    await expect(assertPortsAreFree(wanted)).rejects.toThrow(
      `Port ${port} (the mock) is in use. Stop the other process or set EDGE_PORT.`,
    );
  });

  it.each(['business', 'health'] as const)(
    'names the variable of a service whose %s port is in use',
    async (which) => {
      const free = await freePorts([manifest]);
      const { 'small-loan': own } = free.services;
      const used = { business: 1, health: 1, ...own, [which]: port };
      const ports = { ...free, services: { 'small-loan': used } };
      await expect(assertPortsAreFree(portsOfStack(ports))).rejects.toThrow('SMALL_LOAN_PORT');
    },
  );

  it('rejects the same port for two programs', async () => {
    const free = await freePorts([manifest]);
    await expect(assertPortsAreFree(portsOfStack({ ...free, issuer: free.edge }))).rejects.toThrow(
      `Port ${free.edge} is set for the edge and for the issuer. Set ISSUER_PORT`,
    );
  });

  it('accepts free ports', async () => {
    await expect(assertPortsAreFree(portsOfStack(await freePorts([manifest])))).resolves.toBeUndefined();
  });
});
