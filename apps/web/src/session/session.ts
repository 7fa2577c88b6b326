/** `ended` means that the session ended without a sign-out. */
export type SessionState = 'signed-in' | 'signed-out' | 'ended';

export interface Session {
  readonly state: SessionState;
  /** An id for the person who is signed in. Empty if nobody is signed in. */
  readonly person: string;
  /** Returns a function that removes the listener. */
  subscribe(listener: () => void): () => void;
  /** Renews a token that expires soon. Undefined if nobody is signed in. */
  token(): Promise<string | undefined>;
  /** Leaves the page to sign in at the provider, and then returns to the current view. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  /** Must be called when the API rejects the token. */
  end(): Promise<void>;
}

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
