import { type Users, affectedBy } from './affected-by.ts';
import { type OperationChange, compareDocuments } from './compare-documents.ts';
import type { Document } from './document.ts';

export type DocumentsByService = ReadonlyMap<string, Document>;

export interface ServiceChange extends OperationChange {
  readonly service: string;
  readonly affects: readonly string[];
}

/** Also compares new and deleted services. */
export function serviceChanges(
  before: DocumentsByService,
  after: DocumentsByService,
  users: Users,
): ServiceChange[] {
  const services = [...new Set([...before.keys(), ...after.keys()])].sort();
  return services.flatMap((service) =>
    compareDocuments(before.get(service) ?? {}, after.get(service) ?? {}).map((change) => ({
      ...change,
      service,
      affects: change.affects ?? affectedBy(service, change, users),
    })),
  );
}
