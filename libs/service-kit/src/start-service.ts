import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '#libs/logging';
import { parseManifest } from '#libs/manifest';
import { Clock, Readiness, ServiceConfig } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { type Tracing, noTracing } from '#libs/tracing';
import { countRequests } from './count-requests.ts';
import { serveDocumentation } from './documentation.ts';
import { hideInternalOperations } from './edge-requests.ts';
import { HealthServer } from './health-server.ts';
import { createHttpAdapter } from './http-adapter.ts';
import { nameSpans } from './name-spans.ts';
import type { ServiceDefinition } from './service.ts';
import { ServiceModule } from './service.module.ts';

export interface RunningService {
  readonly app: NestFastifyApplication;
  /** `http://host:port` of business traffic. */
  readonly url: string;
  /** `http://host:port` of /live, /ready and /metrics. */
  readonly healthUrl: string;
  /** Stops being ready, goes on answering while callers may still come, finishes what is in flight, closes all. */
  stop(): Promise<void>;
}

/** Starts a service in this process. Throws an Error that says what is wrong if it can't. */
export async function startService(
  definition: ServiceDefinition,
  options: {
    readonly environment: NodeJS.ProcessEnv;
    readonly clock?: Clock;
    /** Nothing is traced without it. */
    readonly tracing?: Tracing;
  },
): Promise<RunningService> {
  const manifest = parseManifest(definition.manifest);
  const config = new ServiceConfig(manifest, options.environment);
  const { host, port, healthPort, drainMs } = config.http;
  const { clock = new Clock(), tracing = noTracing } = options;
  const { contract } = definition;
  const root = ServiceModule.for(await definition.module(), { contract, config, clock, tracing });
  const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  const metrics = app.get(Metrics);
  countRequests(app, metrics);
  nameSpans(app, tracing);
  hideInternalOperations(app);
  if (config.servesDocumentation) serveDocumentation(app, contract, manifest);

  const readiness = app.get(Readiness);
  const health = new HealthServer(readiness, metrics);
  const close = async (): Promise<void> => {
    await app.close();
    await health.close();
  };
  try {
    const realHealthPort = await health.listen(healthPort, host);
    await app.listen(port, host);
    readiness.markBooted();
    return {
      app,
      url: await app.getUrl(),
      healthUrl: `http://${host}:${realHealthPort}`,
      async stop() {
        readiness.drain();
        await delay(drainMs);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
