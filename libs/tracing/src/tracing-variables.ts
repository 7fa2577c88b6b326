import { z } from 'zod';

/**
 * The variables that tell where traces go and how many of them; without an endpoint there are none. Their names are
 * OpenTelemetry's own.
 */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The part that is kept, 0 to 1, of the traces that begin here; a caller who began one has decided on it already. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
};
