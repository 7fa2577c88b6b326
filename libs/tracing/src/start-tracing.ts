import { z } from 'zod';
import { tracingVariables } from './tracing-variables.ts';

export interface Tracing {
  /** Sends what has not been sent yet, for a few seconds at most. */
  stop(): Promise<void>;
}

const variables = z.object({ ...tracingVariables, SERVICE_VERSION: z.string().default('dev') });

const noTracing: Tracing = { stop: () => Promise.resolve() };

/**
 * Begins to trace this process if OTEL_EXPORTER_OTLP_ENDPOINT says where to; else loads nothing. Only what is loaded
 * afterwards is traced. A faulty endpoint is left to the configuration, which names every fault at once.
 */
export async function startTracing(service: string, environment: NodeJS.ProcessEnv): Promise<Tracing> {
  const { data } = variables.safeParse(environment);
  const endpoint = data?.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return noTracing;
  const { traceWithOpenTelemetry } = await import('./open-telemetry.ts');
  return traceWithOpenTelemetry({ service, version: data?.SERVICE_VERSION ?? 'dev', endpoint });
}
