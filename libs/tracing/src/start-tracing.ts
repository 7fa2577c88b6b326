import { z } from 'zod';
import { tracingVariables } from '#libs/configuration';

export interface Tracing {
  /** Names the span of the running request after its route, such as `/v1/cards/{card_id}`. */
  nameRequest(method: string, route: string): void;
  /** The log fields that identify the current span; empty outside of a span. */
  logFields(): Readonly<Record<string, string>>;
  /** Exports the remaining spans, for a few seconds at most. */
  stop(): Promise<void>;
}

const variables = z.object({ ...tracingVariables, SERVICE_VERSION: z.string().default('dev') });

/** The functions that a service uses if tracing is off. */
export const noTracing: Tracing = {
  nameRequest: () => undefined,
  logFields: () => ({}),
  stop: () => Promise.resolve(),
};

/**
 * Starts tracing if OTEL_EXPORTER_OTLP_ENDPOINT is set, and otherwise loads nothing. Only modules that are loaded
 * afterwards are traced. An invalid endpoint is reported by the configuration, together with all other errors.
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
