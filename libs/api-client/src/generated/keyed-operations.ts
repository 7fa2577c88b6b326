// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

/** The operations that take an Idempotency-Key, by method and path. */
export const keyedOperations: ReadonlySet<string> = new Set([
  'post /customer/contact',
  'post /v1/cards/{card_id}/activation',
  'post /v1/support-requests',
]);
