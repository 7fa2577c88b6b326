import type { Discovery } from './discovery.ts';

/** Addresses from the configuration, everywhere except on AWS. */
export class StaticDiscovery implements Discovery {
  constructor(private readonly addresses: Readonly<Record<string, readonly string[]>>) {}

  instancesOf(service: string): readonly string[] {
    const addresses = this.addresses[service];
    if (!addresses) throw new Error(`SERVICE_ADDRESSES has no address for ${service}`);
    return addresses;
  }

  close(): void {}
}
