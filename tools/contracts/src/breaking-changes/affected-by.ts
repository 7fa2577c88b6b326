import { machineScopeOf } from '#contracts/vocabulary';
import type { Manifest } from '#libs/manifest';
import { type Element, type ScreenMap, isBound } from '#tools/screens';
import type { OperationChange } from './compare-documents.ts';

export interface Users {
  readonly manifests: readonly Manifest[];
  readonly screens: readonly ScreenMap[];
}

/** Matches the end of an operation's id if the operation has a reference path. */
const BY_REFERENCE_PATH = /ByReferencePath$/;

/**
 * Lists who is affected by a change to an operation. The list can contain the frontends or machines, the
 * service's callers, and screens with the operation's data.
 */
export function affectedBy(
  service: string,
  { access, operationId }: Pick<OperationChange, 'access' | 'operationId'>,
  { manifests, screens }: Users,
): string[] {
  const scope = machineScopeOf(access);
  const outside = scope === undefined ? 'the frontends' : `machines with the scope ${scope}`;
  const callers = manifests.filter(({ calls }) => calls.includes(service)).map(({ name }) => name);
  const name = `${service}.${operationId.replace(BY_REFERENCE_PATH, '')}`;
  return [outside, ...callers, ...screens.flatMap((screen) => describeScreen(screen, name))];
}

function describeScreen({ screen, elements }: ScreenMap, operation: string): string[] {
  const users = elements.filter((element) => operationsOf(element).includes(operation));
  return users.length === 0
    ? []
    : [`the screen ${screen} (${users.map(({ element }) => element).join(', ')})`];
}

function operationsOf(element: Element): (string | undefined)[] {
  if (!isBound(element)) return [];
  const { operation, opens, values, states } = element;
  return [operation, opens, ...[...values, ...states].map((shown) => shown.operation)];
}
