/** Finds the addresses of a service's healthy instances, as origins (`http://10.0.1.2:3001`). */
export interface Discovery {
  /** Throws if there is none to be had, not even a stale one. */
  instancesOf(service: string): Promise<readonly string[]>;
  close(): void;
}

/** The injection token of the process's Discovery. */
export const DISCOVERY = Symbol('Discovery');
