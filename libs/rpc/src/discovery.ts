/** Finds the addresses of a service's healthy instances, as origins (`http://10.0.1.2:3001`). */
export interface Discovery {
  /**
   * Returns a cached list at once, as the same array while it is valid, and otherwise a promise. Throws or rejects
   * if there is no list, not even a stale list.
   */
  instancesOf(service: string): readonly string[] | Promise<readonly string[]>;
  close(): void;
}

/** The injection token of the process's Discovery. */
export const DISCOVERY = Symbol('Discovery');
