/** Finds the addresses of a service's healthy instances, as origins (`http://10.0.1.2:3001`). */
export interface Discovery {
  /**
   * A known list at once, and the same array while it is valid; a promise for a list that must be looked up. Throws, or
   * rejects, if no list can be had, not even a stale one.
   */
  instancesOf(service: string): readonly string[] | Promise<readonly string[]>;
  close(): void;
}

/** The injection token of the process's Discovery. */
export const DISCOVERY = Symbol('Discovery');
