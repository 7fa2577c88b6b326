import { platformProblems } from '#contracts/vocabulary';
import { type Document, type Fields, fields, resolve } from '../breaking-changes/document.ts';
import { type DocumentedOperation, operationsOf } from '../breaking-changes/operations-of.ts';
import type { DocumentsByService } from '../breaking-changes/service-changes.ts';

const REQUEST = 'the request';
const PLATFORM_CODES: ReadonlySet<string> = new Set(Object.values(platformProblems).map(({ code }) => code));

/**
 * Examples with the same change form one ExampleChange. `before` is undefined for a new example, and `after` for a
 * removed example.
 */
export interface ExampleChange {
  /** `the request` or `response 200` */
  readonly part: string;
  readonly names: readonly string[];
  readonly isError: boolean;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface OperationExamples {
  readonly service: string;
  /** `GET /v1/cards` */
  readonly operation: string;
  readonly examples: readonly ExampleChange[];
}

/**
 * Finds operations with changed examples: successful responses first, then requests, then errors. Omits errors that
 * every operation has, unless their text changed.
 */
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
  const changes = [...new Map([...before, ...after])].flatMap(([key, { part, name, isError }]) => {
    const [old, now] = [before.get(key)?.text, after.get(key)?.text];
    const isExpected = PLATFORM_CODES.has(name) && (old === undefined || now === undefined);
    return old === now || isExpected ? [] : [{ part, names: [name], isError, before: old, after: now }];
  });
  return merged(changes).sort((one, other) => rankOf(one) - rankOf(other));
}

function merged(changes: readonly ExampleChange[]): ExampleChange[] {
  const alike = Map.groupBy(changes, ({ names, ...change }) => JSON.stringify(change));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, names: [first, ...others].flatMap(({ names }) => names) }] : [],
  );
}

function rankOf({ part, isError }: ExampleChange): number {
  if (isError) return 2;
  return part === REQUEST ? 1 : 0;
}

interface Example extends Pick<ExampleChange, 'part' | 'isError'> {
  readonly name: string;
  readonly text: string;
}

type Examples = ReadonlyMap<string, Example>;

/** Returns the examples of an operation by place. An example in several media types occurs only once. */
function examplesOf(document: Document, operation: DocumentedOperation | undefined): Examples {
  if (!operation) return new Map();
  const { requestBody, responses } = operation.definition;
  const ofResponses = Object.entries(fields(responses)).flatMap(([status, response]) =>
    examplesIn(resolve(document, response), `response ${status}`, /^[45]/.test(status)),
  );
  const examples = [...examplesIn(resolve(document, requestBody), REQUEST, false), ...ofResponses];
  return new Map(examples.map((example) => [`${example.part}, ${example.name}`, example]));
}

function examplesIn({ content }: Fields, part: string, isError: boolean): Example[] {
  return Object.values(fields(content)).flatMap((format) =>
    Object.entries(fields(fields(format).examples)).map(([name, example]) => ({
      part,
      name,
      isError,
      text: JSON.stringify(fields(example).value, null, 2),
    })),
  );
}
