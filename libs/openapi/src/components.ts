export type Json = Record<string, unknown>;

export interface Components {
  readonly schemas: Json;
  readonly responses: Json;
  readonly headers: Json;
}

export function noComponents(): Components {
  return { schemas: {}, responses: {}, headers: {} };
}

/** Throws an Error if a different schema has this name. Otherwise one of them would be missing from the document. */
export function addSchema({ schemas }: Components, name: string, schema: Json): void {
  const known = schemas[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
    throw new Error(
      `two different schemas are called ${name}. Give each its own id, even if only the request and the response differ`,
    );
  schemas[name] = schema;
}
