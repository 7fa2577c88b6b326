import { type Document, type Fields, fields, resolve } from '../breaking-changes/document.ts';
import { type DocumentedOperation, operationsOf } from '../breaking-changes/operations-of.ts';
import type { DocumentsByService } from '../breaking-changes/service-changes.ts';

/** A changed example as text. Undefined on the side that lacks it. */
export interface ExampleChange {
  /** `response 200, wireframe` */
  readonly place: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The changed examples of one operation. */
export interface OperationExamples {
  readonly service: string;
  /** `GET /v1/cards` */
  readonly operation: string;
  readonly examples: readonly ExampleChange[];
}

/** Finds operations with changed examples of requests, responses or errors. */
export function exampleChanges(before: DocumentsByService, after: DocumentsByService): OperationExamples[] {
  const services = [...new Set([...before.keys(), ...after.keys()])].sort();
  return services.flatMap((service) => {
    const [old, now] = [before.get(service) ?? {}, after.get(service) ?? {}];
    const [were, are] = [operationsOf(old), operationsOf(now)];
    return [...new Set([...were.keys(), ...are.keys()])].sort().flatMap((route) => {
      const [was, is] = [were.get(route), are.get(route)];
      const operation = was?.key ?? is?.key ?? route;
      const examples = differing(examplesOf(old, was), examplesOf(now, is));
      return examples.length > 0 ? [{ service, operation, examples }] : [];
    });
  });
}

function differing(before: Examples, after: Examples): ExampleChange[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((place) => ({ place, before: before.get(place), after: after.get(place) }))
    .filter((change) => change.before !== change.after);
}

type Examples = ReadonlyMap<string, string>;

/** The examples of an operation by place. An example that several media types share appears once. */
function examplesOf(document: Document, operation: DocumentedOperation | undefined): Examples {
  if (!operation) return new Map();
  const { requestBody, responses } = operation.definition;
  const ofResponses = Object.entries(fields(responses)).flatMap(([status, response]) =>
    examplesIn(resolve(document, response), `response ${status}`),
  );
  return new Map([...examplesIn(resolve(document, requestBody), 'the request'), ...ofResponses]);
}

function examplesIn({ content }: Fields, place: string): [string, string][] {
  return Object.values(fields(content)).flatMap((format) =>
    Object.entries(fields(fields(format).examples)).map(([name, example]): [string, string] => [
      `${place}, ${name}`,
      JSON.stringify(fields(example).value, null, 2),
    ]),
  );
}
