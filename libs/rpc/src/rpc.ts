import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import type { Contract } from '#contracts/vocabulary';
import { ServiceConfig } from '#libs/configuration';
import { Metrics } from '#libs/telemetry';
import { DISCOVERY, type Discovery } from './discovery.ts';
import { type Client, RpcClient, clientOf } from './rpc-client.ts';
import { TRUST, type Trust } from './trust.ts';

const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
/**
 * How long a client keeps an idle connection (ms). Services keep idle connections longer. So no call uses a
 * connection that a service is closing.
 */
const KEEP_ALIVE_MS = 30_000;

/** Creates typed clients of other services: `rpc.to(cardContract).listCards({ account_id })`. */
@Injectable()
export class Rpc implements OnApplicationShutdown {
  private readonly agents: Agent[] = [];
  private readonly callees = new Map<string, RpcClient>();

  constructor(
    private readonly config: ServiceConfig,
    @Inject(DISCOVERY) private readonly discovery: Discovery,
    private readonly metrics: Metrics,
    @Inject(TRUST) private readonly trust: Trust = [],
  ) {}

  /** All clients of a service share its breakers. Throws an Error for a service that the manifest does not declare. */
  to<C extends Contract>(contract: C): Client<C> {
    const { manifest } = this.config;
    if (!manifest.calls.includes(contract.name)) {
      throw new Error(`${manifest.name} calls ${contract.name}, but its service.json does not declare that`);
    }
    return clientOf(contract, this.callee(contract.name));
  }

  async onApplicationShutdown(): Promise<void> {
    this.discovery.close();
    await Promise.all(this.agents.map((agent) => agent.close()));
  }

  private callee(name: string): RpcClient {
    const known = this.callees.get(name);
    if (known) return known;
    const { deadlineMs } = this.config.rpc;
    const callee = new RpcClient(name, this.discovery, this.agentFor(name), deadlineMs, this.metrics);
    this.callees.set(name, callee);
    return callee;
  }

  /** The certificate must name the callee, so a call fails if a different service now has the callee's address. */
  private agentFor(callee: string): Agent {
    const secure = this.trust.length > 0 ? { ca: [...this.trust], servername: callee } : {};
    const agent = new Agent({
      connections: 64,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxResponseSize: MAX_RESPONSE_BYTES,
      // The timeouts of undici are off, because each exchange ends at its own deadline.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: 500, ...secure },
    });
    this.agents.push(agent);
    return agent;
  }
}
