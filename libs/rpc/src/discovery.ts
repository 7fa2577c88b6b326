/** Finds the addresses of a service's healthy instances, as origins (`http://10.0.1.2:3001`). */
export interface Discovery {
  /**
   * While the cached list is valid, returns the same array each time. Otherwise returns a promise of a new list.
   * Throws or rejects if there is no list, not even a stale list.
   */
  instancesOf(service: string): readonly string[] | Promise<readonly string[]>;
  close(): void;
}

export const DISCOVERY = Symbol('Discovery');
