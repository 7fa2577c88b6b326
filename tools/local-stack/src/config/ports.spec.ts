import { type AddressInfo, type Server, createServer } from 'node:net';
import { parseManifest } from '#libs/manifest';
import { assertMockPortIsFree, assertPortsAreFree, configuredPorts, freePorts } from './ports.ts';

const manifest = parseManifest({ name: 'small-loan', purpose: 'Loans.', port: 3100 });
const HOST = '127.0.0.1';

describe('configuredPorts', () => {
  it('takes the ports of the manifests and the defaults', () => {
    expect(configuredPorts([manifest], {})).toMatchObject({
      edge: 8080,
      services: { 'small-loan': { business: 3100, health: 4100 } },
    });
  });

  it('prefers the variables', () => {
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
  ])('refuses %s=%s', (name, value) => {
    expect(() => configuredPorts([manifest], { [name]: value })).toThrow(`${name} must be a port number`);
  });
});

describe('assertPortsAreFree', () => {
  let holder: Server;
  let port: number;

  beforeEach(async () => {
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, HOST, resolve));
    ({ port } = holder.address() as AddressInfo);
  });

  afterEach(() => new Promise((resolve) => holder.close(resolve)));

  it('names the part, the process that holds its port and the variable', async () => {
    const ports = { ...(await freePorts([manifest])), edge: port };
    await expect(assertPortsAreFree(ports, HOST)).rejects.toThrow(
      new RegExp(
        `^Port ${port}, which the edge needs, is in use by process ${process.pid} \\(.*\\)\\. .*EDGE_PORT`,
      ),
    );
  });

  it.each(['business', 'health'] as const)(
    'names the variable of a service whose %s port is taken',
    async (which) => {
      const free = await freePorts([manifest]);
      const { 'small-loan': own } = free.services;
      const taken = { business: 1, health: 1, ...own, [which]: port };
      const ports = { ...free, services: { 'small-loan': taken } };
      await expect(assertPortsAreFree(ports, HOST)).rejects.toThrow('SMALL_LOAN_PORT');
    },
  );

  it('refuses one port for two parts', async () => {
    const free = await freePorts([manifest]);
    await expect(assertPortsAreFree({ ...free, issuer: free.edge }, HOST)).rejects.toThrow(
      `Port ${free.edge} is meant for the edge and for the issuer. Set ISSUER_PORT`,
    );
  });

  it('accepts free ports', async () => {
    await expect(assertPortsAreFree(await freePorts([manifest]), HOST)).resolves.toBeUndefined();
  });

  it('names the mock where that wants the port', async () => {
    const ports = { ...(await freePorts([manifest])), edge: port };
    await expect(assertMockPortIsFree(ports, HOST)).rejects.toThrow(`Port ${port}, which the mock needs`);
  });
});
