import { setTimeout as delay } from 'node:timers/promises';
import {
  DiscoverInstancesCommand,
  type DiscoverInstancesCommandOutput,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { Deadline, untilDeadline } from '#libs/runtime';
import type { Discovery } from './discovery.ts';

export const DISCOVERY_TTL_MS = 5_000;
/** How long to wait after Cloud Map failed, or knew no instance, in ms. */
export const RETRY_AFTER_MS = 1_000;
/** How long a call waits for a new list before it uses the stale list, in ms. */
const PATIENCE_MS = 200;
const RESPONSE_TIMEOUT_MS = 2_000;

interface Found {
  readonly origins: readonly string[];
  readonly validUntil: number;
}

export interface DiscoverInstances {
  send(command: DiscoverInstancesCommand): Promise<Pick<DiscoverInstancesCommandOutput, 'Instances'>>;
  destroy(): void;
}

/**
 * Finds the healthy instances of a service in AWS Cloud Map, and caches them for at most five seconds. Sends only one
 * request per service at a time. While Cloud Map fails or is slow, the previous list stays valid.
 */
export class CloudMapDiscovery implements Discovery {
  private readonly found = new Map<string, Found>();
  private readonly asking = new Map<string, Promise<Found>>();

  constructor(
    private readonly namespace: string,
    private readonly scheme: 'http' | 'https' = 'http',
    private readonly client: DiscoverInstances = new ServiceDiscoveryClient({
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
    }),
    private readonly now: () => number = Date.now,
  ) {}

  instancesOf(service: string): readonly string[] | Promise<readonly string[]> {
    const known = this.found.get(service);
    if (known && this.now() < known.validUntil) return originsIn(known, service);
    return this.ask(service, known).then((found) => originsIn(found, service));
  }

  close(): void {
    this.client.destroy();
  }

  private ask(service: string, known: Found | undefined): Promise<Found> {
    const pending = this.asking.get(service);
    if (pending) return pending;
    const fresh = this.discover(service, known).finally(() => this.asking.delete(service));
    const found = known ? Promise.race([fresh, delay(PATIENCE_MS, known, { ref: false })]) : fresh;
    this.asking.set(service, found);
    return found;
  }

  private async discover(service: string, known: Found | undefined): Promise<Found> {
    try {
      const origins = await this.originsOf(service);
      return this.remember(service, origins, origins.length > 0 ? DISCOVERY_TTL_MS : RETRY_AFTER_MS);
    } catch (cause) {
      if (!known)
        throw new Error(`Cloud Map does not respond, and no instance of ${service} is known`, { cause });
      return this.remember(service, known.origins, RETRY_AFTER_MS);
    }
  }

  private async originsOf(service: string): Promise<string[]> {
    const command = new DiscoverInstancesCommand({
      NamespaceName: this.namespace,
      ServiceName: service,
      HealthStatus: 'HEALTHY',
    });
    const { Instances = [] } = await untilDeadline(
      new Deadline(RESPONSE_TIMEOUT_MS),
      this.client.send(command),
    );
    return Instances.map(({ Attributes = {} }) => Attributes)
      .filter(({ AWS_INSTANCE_IPV4: ip, AWS_INSTANCE_PORT: port }) => ip && port)
      .map(({ AWS_INSTANCE_IPV4: ip, AWS_INSTANCE_PORT: port }) => `${this.scheme}://${ip}:${port}`);
  }

  private remember(service: string, origins: readonly string[], forMs: number): Found {
    const found = { origins, validUntil: this.now() + forMs };
    this.found.set(service, found);
    return found;
  }
}

function originsIn({ origins }: Found, service: string): readonly string[] {
  if (origins.length === 0) throw new Error(`Cloud Map knows no healthy instance of ${service}`);
  return origins;
}
