/** Limits the memory. If the number of keys exceeds this limit, the oldest window is removed. */
const MAX_KEYS = 50_000;

interface Window {
  calls: number;
  readonly endsAt: number;
}

/** Counts calls by key. The window of a key begins with the first call and lasts `windowMs`. */
export class CallCounts {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly windowMs: number) {}

  /** Returns the number of calls in the window, including this call, and the time until the window ends (ms). */
  count(key: string): { readonly calls: number; readonly endsInMs: number } {
    const now = performance.now();
    const window = this.windowOf(key, now);
    window.calls += 1;
    return { calls: window.calls, endsInMs: window.endsAt - now };
  }

  private windowOf(key: string, now: number): Window {
    const open = this.windows.get(key);
    if (open && open.endsAt > now) return open;
    const window = { calls: 0, endsAt: now + this.windowMs };
    this.windows.delete(key);
    this.windows.set(key, window);
    const [oldest] = this.windows.keys();
    if (this.windows.size > MAX_KEYS && oldest !== undefined) this.windows.delete(oldest);
    return window;
  }
}
