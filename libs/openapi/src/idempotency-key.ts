import { IDEMPOTENCY_KEY_FIELD, IDEMPOTENCY_KEY_HEADER, IDEMPOTENCY_KEY_MAX_LENGTH } from '#libs/http-rules';
import type { MediaType, Operation } from '#contracts/vocabulary';
import type { Json } from './components.ts';
import type { OpenApiParameter } from './parameters.ts';

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  // A quoted key has two more characters, and each character can be escaped.
  maxLength: 2 * IDEMPOTENCY_KEY_MAX_LENGTH + 2,
};

export const idempotencyKeyParameter: OpenApiParameter = {
  name: IDEMPOTENCY_KEY_HEADER,
  in: 'header',
  required: false,
  description: `Names this write, so that a retry has no second effect. Choose 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one.`,
  schema: idempotencyKey,
};

/** A browser's form sends no custom headers, so the form has a field for the key. */
export function schemaOfForm({ idempotencyKey: key }: Operation, type: MediaType, schema: Json): Json {
  if (!key || type !== 'application/x-www-form-urlencoded') return schema;
  const description = `Replaces the header ${IDEMPOTENCY_KEY_HEADER}`;
  return {
    ...schema,
    properties: {
      ...(schema.properties as Json | undefined),
      [IDEMPOTENCY_KEY_FIELD]: { ...idempotencyKey, description },
    },
  };
}
