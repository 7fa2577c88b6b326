import type { PortalService } from '#libs/portal-data';

type Node = Pick<PortalService, 'name' | 'calls'>;

export interface Place {
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

/** Places services in columns. Each service is to the right of every service that calls it. */
export function placeServices(services: readonly Node[]): Place[] {
  const columnOf = (name: string): number => {
    const callers = services.filter(({ calls }) => calls.includes(name));
    return callers.length === 0 ? 0 : 1 + Math.max(...callers.map((caller) => columnOf(caller.name)));
  };
  const columns = Map.groupBy(services, ({ name }) => columnOf(name));
  return [...columns].flatMap(([column, own]) => own.map(({ name }, row) => ({ name, column, row })));
}
