import type { Discovery } from './discovery.ts';

/** Returns addresses from the configuration. On AWS, services use Cloud Map instead. */
export class StaticDiscovery implements Discovery {
  constructor(private readonly addresses: Readonly<Record<string, readonly string[]>>) {}

  instancesOf(service: string): readonly string[] {
    const addresses = this.addresses[service];
    if (!addresses) throw new Error(`SERVICE_ADDRESSES has no address for ${service}`);
    return addresses;
  }

  close(): void {}
}
