import { z } from 'zod';

/** The variables that tell where traces go; without an endpoint there are none. */
export const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
};
