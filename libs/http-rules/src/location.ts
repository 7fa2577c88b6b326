import { type Operation, locationTemplateOf } from '#contracts/vocabulary';

/**
 * Builds the path of a created resource from the path parameters of the request and the body of the response. Returns
 * undefined if the contract declares no location, or if the response is not a JSON success. Throws an Error if a
 * parameter of the path has no value.
 */
export function locationOf(operation: Operation, params: unknown, body: unknown): string | undefined {
  const template = locationTemplateOf(operation);
  if (template === undefined || !isRecord(body) || !isRecord(body.data)) return undefined;
  const values = { ...(isRecord(params) && params), ...body.data };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string')
      throw new Error(`The response of ${operation.id} has no ${name} for its Location`);
    return encodeURIComponent(value);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
