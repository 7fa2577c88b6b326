import openapiTs, { type SchemaObject, astToString } from 'openapi-typescript';
import { openEnum } from './open-enum.ts';

async function typeOf(schema: SchemaObject): Promise<string> {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: {},
    components: { schemas: { Status: schema } },
  };
  const text = astToString(await openapiTs(document, { silent: true, transform: openEnum }));
  return /Status: (.*);/.exec(text)?.[1] ?? text;
}

describe('openEnum', () => {
  it('adds "any other string" to an enum that can get new values', async () => {
    expect(await typeOf({ type: 'string', enum: ['due', 'paid', 'unknown'] })).toBe(
      '"due" | "paid" | (string & Record<never, never>)',
    );
  });

  it('keeps null in a nullable enum', async () => {
    expect(await typeOf({ type: ['string', 'null'], enum: ['due', 'unknown', null] })).toBe(
      '"due" | (string & Record<never, never>) | null',
    );
  });

  it('adds nothing to an enum in a request', async () => {
    expect(await typeOf({ type: 'string', enum: ['lost', 'stolen'] })).toBe('"lost" | "stolen"');
  });
});
