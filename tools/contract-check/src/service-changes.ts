import { type Users, affectedBy } from './affected-by.ts';
import { type OperationChange, compareDocuments } from './compare-documents.ts';
import type { Document } from './document.ts';

/** The documents by service. */
export type Documentation = ReadonlyMap<string, Document>;

/** A change, in which service it is, and whom it concerns. */
export interface ServiceChange extends OperationChange {
  readonly service: string;
  readonly affects: readonly string[];
}

/** Compares all services, those that came or went included. */
export function serviceChanges(before: Documentation, after: Documentation, users: Users): ServiceChange[] {
  const services = [...new Set([...before.keys(), ...after.keys()])].sort();
  return services.flatMap((service) =>
    compareDocuments(before.get(service) ?? {}, after.get(service) ?? {}).map((change) => ({
      ...change,
      service,
      affects: affectedBy(service, change, users),
    })),
  );
}
