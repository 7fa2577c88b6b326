import { z } from 'zod';
import { tracingVariables } from '#libs/configuration';

export interface Tracing {
  /** Names the span of the request that is being answered after its route: the path before values are put in. */
  nameRequest(method: string, route: string): void;
  /** What ties a line of the log to the span that it is written in; nothing outside of one. */
  logFields(): Readonly<Record<string, string>>;
  /** Sends what has not been sent yet, for a few seconds at most. */
  stop(): Promise<void>;
}

const variables = z.object({ ...tracingVariables, SERVICE_VERSION: z.string().default('dev') });

/** What a process does with traces that has none. */
export const noTracing: Tracing = {
  nameRequest: () => undefined,
  logFields: () => ({}),
  stop: () => Promise.resolve(),
};

/**
 * Begins to trace this process if OTEL_EXPORTER_OTLP_ENDPOINT says where to; else loads nothing. Only what is loaded
 * afterwards is traced. A faulty endpoint is left to the configuration, which names every fault at once.
 */
export async function startTracing(service: string, environment: NodeJS.ProcessEnv): Promise<Tracing> {
  const { data } = variables.safeParse(environment);
  if (data?.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return noTracing;
  const { traceWithOpenTelemetry } = await import('./open-telemetry.ts');
  return traceWithOpenTelemetry({
    service,
    version: data.SERVICE_VERSION,
    endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
    ratio: data.OTEL_TRACES_SAMPLER_ARG,
  });
}
