export type Json = Record<string, unknown>;

/** Collects the named components that the operations of a document refer to. */
export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
  readonly headers: Json;
}

export function noComponents(): Components {
  return { schemas: {}, responses: {}, headers: {} };
}
