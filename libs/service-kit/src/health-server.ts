import type { AddressInfo } from 'node:net';
import { BoundedServer } from '#libs/http-server';
import type { Readiness } from '#libs/runtime';
import type { Metrics } from '#libs/telemetry';

/**
 * Serves health checks and metrics on a separate port. /live returns 200 while the process runs, and checks nothing
 * else. /ready tells the load balancer whether to send requests. Prometheus reads /metrics.
 */
export class HealthServer {
  private readonly server: BoundedServer;

  constructor(readiness: Readiness, { registry }: Metrics) {
    this.server = new BoundedServer((request, response) => {
      const send = (status: number, body: object): void => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(body));
      };
      if (request.url === '/live') return send(200, { status: 'live' });
      if (request.url === '/metrics') {
        void registry.metrics().then((text) => {
          response
            .writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
            .end(text);
        });
        return;
      }
      if (request.url !== '/ready') return send(404, { status: 'not found' });
      void readiness.waitingFor().then((waitingFor) => {
        const ready = waitingFor.length === 0;
        send(
          ready ? 200 : 503,
          ready ? { status: 'ready' } : { status: 'not ready', waiting_for: waitingFor },
        );
      });
    });
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
