import { z } from 'zod';

/** OpenTelemetry defines these names. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The OTLP endpoint that receives traces. Without it, the service loads no OpenTelemetry code.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe('Headers for that endpoint, such as an API key: `name=value,name=value`.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('The share of traces that the service keeps, among the traces that start in it.'),
};
