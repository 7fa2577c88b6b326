import { type AddressInfo, createServer } from 'node:net';
import { parseManifest } from '#libs/manifest';
import { assertPortsAreFree, configuredPorts, freePorts } from './ports.ts';

const manifest = parseManifest({ name: 'loan', purpose: 'Loans.', port: 3100 });

describe('ports', () => {
  it('are those of the manifests, and of the environment for the rest', () => {
    expect(configuredPorts([manifest], { EDGE_PORT: '9999' })).toMatchObject({
      edge: 9999,
      services: { loan: { business: 3100, health: 4100 } },
    });
  });

  it('must be numbers', () => {
    expect(() => configuredPorts([], { EDGE_PORT: 'eighty' })).toThrow('EDGE_PORT must be a port number');
  });

  it('that are taken are named, with whom they are for and what to do', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    const ports = { ...(await freePorts([manifest])), edge: port };
    const message = `port ${port}, for the edge: stop what uses it, or set EDGE_PORT`;
    await expect(assertPortsAreFree(ports, '127.0.0.1')).rejects.toThrow(message);
    await new Promise((resolve) => holder.close(resolve));
    await expect(assertPortsAreFree(ports, '127.0.0.1')).resolves.toBeUndefined();
  });
});
