import type { NetworkInterfaceInfo } from 'node:os';
import { reachableUrls } from './reachable-urls.ts';

const common = { netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null };
const interfaces: Record<string, NetworkInterfaceInfo[]> = {
  lo: [{ ...common, address: '127.0.0.1', family: 'IPv4', internal: true }],
  wlan0: [
    { ...common, address: '192.168.1.20', family: 'IPv4', internal: false },
    { ...common, address: 'fe80::1', family: 'IPv6', internal: false, scopeid: 2 },
  ],
};

it('reachableUrls lists the addresses of all network interfaces for 0.0.0.0', () => {
  expect(reachableUrls('0.0.0.0', 8080, interfaces)).toEqual([
    'http://127.0.0.1:8080',
    'http://192.168.1.20:8080',
  ]);
});

it('reachableUrls lists only the given address if it is not 0.0.0.0', () => {
  expect(reachableUrls('127.0.0.1', 8080, interfaces)).toEqual(['http://127.0.0.1:8080']);
});
