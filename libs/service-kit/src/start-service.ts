import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BoundedServer } from '#libs/http-server';
import type { FastifyInstance } from 'fastify';
import { type LineOutput, Logger, standardOutput } from '#libs/logging';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { Clock, Deadline, Readiness } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { type Tracing, noTracing } from '#libs/tracing';
import { countRequests } from './count-requests.ts';
import { serveDocumentation } from './documentation.ts';
import { hideInternalOperations } from './edge-requests.ts';
import { ErrorPages } from './error-pages.ts';
import { HealthServer } from './health-server.ts';
import { createHttpAdapter } from './http-adapter.ts';
import { createServer } from './create-server.ts';
import { nameSpans } from './name-spans.ts';
import type { ServiceDefinition } from './service.ts';
import { ServiceModule } from './service.module.ts';

export interface RunningService {
  readonly app: NestFastifyApplication;
  /** `http://host:port` of the API. */
  readonly url: string;
  /** `http://host:port` of /live, /ready and /metrics. */
  readonly healthUrl: string;
  /**
   * Resolves when the service is ready or stops. Throws an Error if the service is not ready by its boot deadline.
   */
  untilReady(): Promise<void>;
  /**
   * Makes the service unready. While new requests can still arrive, the service responds. Then the service finishes
   * running requests and closes.
   */
  stop(): Promise<void>;
}

/**
 * Starts a service in this process. The service waits for its database until the boot deadline, and serves its health
 * port meanwhile. Throws an Error with the reason if the service can't start.
 */
export async function startService(
  definition: ServiceDefinition,
  options: {
    readonly environment: NodeJS.ProcessEnv;
    readonly clock?: Clock;
    readonly tracing?: Tracing;
    readonly output?: LineOutput;
  },
): Promise<RunningService> {
  const manifest = parseManifest(definition.manifest);
  const config = new ServiceConfig(manifest, options.environment);
  const { host, healthPort } = config.http;
  const readiness = new Readiness(new Deadline(config.bootDeadlineMs));
  const metrics = new Metrics();
  // The health port opens first, so that /live responds while the process waits for its database.
  const health = new HealthServer(readiness, metrics);
  const healthUrl = `http://${host}:${await health.listen(healthPort, host)}`;
  const server = await createServer(config);
  const stop = async (app: NestFastifyApplication): Promise<void> => {
    readiness.drain();
    server.drain();
    await delay(config.http.drainMs);
    await server.stop();
    await app.close();
    await health.close();
  };
  let stopped: Promise<void> | undefined;
  try {
    const app = await startApplication(definition, {
      clock: new Clock(),
      tracing: noTracing,
      output: standardOutput,
      ...options,
      config,
      readiness,
      metrics,
      server,
    });
    readiness.markBooted();
    return {
      app,
      url: (await app.getUrl()).replace(/^http:/, config.tlsSecrets.length > 0 ? 'https:' : 'http:'),
      healthUrl,
      untilReady: () => readiness.untilReady(),
      stop: () => (stopped ??= stop(app)),
    };
  } catch (error) {
    await health.close();
    throw error;
  }
}

interface ApplicationParts {
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly server: BoundedServer;
  readonly tracing: Tracing;
  readonly output: LineOutput;
}

async function startApplication(
  definition: ServiceDefinition,
  parts: ApplicationParts,
): Promise<NestFastifyApplication> {
  const { contract, errorPage } = definition;
  const { config, metrics, server, tracing } = parts;
  const root = await ServiceModule.for(definition, parts);
  const app = await NestFactory.create<NestFastifyApplication>(root, createHttpAdapter(config, server), {
    // Nest's logger is off, because it does not write JSON. If the start fails, the caller logs the error.
    logger: false,
    abortOnError: false,
  });
  try {
    app.useLogger(app.get(Logger));
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    if (errorPage) fastify.decorate('errorPages', new ErrorPages(contract, errorPage));
    countRequests(app, metrics);
    nameSpans(app, tracing);
    hideInternalOperations(app);
    if (config.servesDocumentation) serveDocumentation(app, contract, config.manifest);
    await app.listen(config.http.port, config.http.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
