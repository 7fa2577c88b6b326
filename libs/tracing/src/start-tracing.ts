import { z } from 'zod';
import { tracingVariables } from '#libs/configuration';

export interface Tracing {
  /** Names the span of the current request after its route, such as `/v1/cards/{card_id}`. */
  nameRequest(method: string, route: string): void;
  /** Returns the ids of the current span. Empty outside of a span. */
  logFields(): Readonly<Record<string, string>>;
  /** Exports the remaining spans. Takes a few seconds at most. */
  stop(): Promise<void>;
}

const variables = z.object({ ...tracingVariables, SERVICE_VERSION: z.string().default('dev') });

export const noTracing: Tracing = {
  nameRequest: () => undefined,
  logFields: () => ({}),
  stop: () => Promise.resolve(),
};

/**
 * Starts tracing if OTEL_EXPORTER_OTLP_ENDPOINT is set, and otherwise loads nothing. Only modules that load
 * afterwards are traced. The configuration reports an invalid endpoint, together with all other errors.
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
