export type Json = Record<string, unknown>;

/** Collects the named components that a document's operations refer to. */
export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
  readonly headers: Json;
}

export function noComponents(): Components {
  return { schemas: {}, responses: {}, headers: {} };
}
