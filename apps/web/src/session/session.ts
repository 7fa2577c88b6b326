/** Whether somebody is signed in. `ended` means that the session ended without a sign-out. */
export type SessionState = 'signed-in' | 'signed-out' | 'ended';

/** The sign-in of this browser tab. */
export interface Session {
  readonly state: SessionState;
  /** Identifies the person who is signed in. Empty if nobody is signed in. */
  readonly person: string;
  /** Calls the listener after each change of the state. Returns a function that removes the listener. */
  subscribe(listener: () => void): () => void;
  /** A valid access token, renewed if it expires soon; undefined if nobody is signed in. */
  token(): Promise<string | undefined>;
  /** Leaves the page for the sign-in, and returns to the current view. */
  signIn(): Promise<void>;
  /** Signs out in all tabs. */
  signOut(): Promise<void>;
  /** The API rejected the token. */
  end(): Promise<void>;
}

/** A value that listeners can observe. */
export class Observable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    if (value === this.current) return;
    this.current = value;
    for (const listener of this.listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
