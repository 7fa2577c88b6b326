// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

export type ProblemCode =
  | 'ACCOUNT_NOT_FOUND'
  | 'ACTIVATION_LOCKED'
  | 'CARD_ALREADY_ACTIVE'
  | 'CARD_BLOCKED'
  | 'CARD_CLOSED'
  | 'CARD_DETAILS_MISMATCH'
  | 'CARD_EXPIRED'
  | 'CARD_FROZEN'
  | 'CARD_NOT_DELIVERED'
  | 'CARD_NOT_FOUND'
  | 'FORBIDDEN'
  | 'INTERNAL_ERROR'
  | 'INVALID_REQUEST'
  | 'PAYLOAD_TOO_LARGE'
  | 'RECEIPT_NOT_FOUND'
  | 'TOO_MANY_REQUESTS'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED_MEDIA_TYPE';
