export type Json = Record<string, unknown>;

export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
  readonly headers: Json;
}

export function noComponents(): Components {
  return { schemas: {}, responses: {}, headers: {} };
}
