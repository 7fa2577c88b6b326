import type { z } from 'zod';
import type { Operation } from '#contracts/vocabulary';
import type { Components, Json } from './components.ts';
import { hasEntries, namedExamples } from './examples.ts';
import { schemaOfForm } from './idempotency-key.ts';
import { toJsonSchema } from './json-schema.ts';

export function requestBody(operation: Operation, body: z.ZodType, components: Components): Json {
  const schema = toJsonSchema(body, 'input', components);
  const examples = namedExamples(operation, (example) =>
    body.safeParse(example.body).success ? example.body : undefined,
  );
  return {
    required: true,
    content: Object.fromEntries(
      operation.accepts.map((type) => [
        type,
        { schema: schemaOfForm(operation, type, schema), ...(hasEntries(examples) && { examples }) },
      ]),
    ),
  };
}
