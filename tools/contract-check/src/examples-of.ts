import { type Document, fields, resolve } from './document.ts';
import { operationsOf } from './operations-of.ts';

/** The first example of an operation's success, as text; undefined where there is none. */
export function exampleOf(document: Document, operation: string): string | undefined {
  const responses = fields(operationsOf(document).get(operation)?.definition.responses);
  const success = Object.keys(responses).find((status) => status.startsWith('2'));
  if (success === undefined) return undefined;
  const content = fields(resolve(document, responses[success]).content);
  const [example] = Object.values(fields(fields(content['application/json']).examples));
  const { value } = fields(example);
  return value === undefined ? undefined : JSON.stringify(value, null, 2);
}
