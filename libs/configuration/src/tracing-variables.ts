import { z } from 'zod';

/** The variables of tracing. OpenTelemetry defines their names. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'The OTLP endpoint that receives traces. Without it, the service loads nothing of OpenTelemetry.',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe('Headers for that endpoint, such as an API key: `name=value,name=value`.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('The share of the traces started by this service that it keeps.'),
};
