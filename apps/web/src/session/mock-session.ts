import { Observable, type Session, type SessionState } from './session.ts';

export class MockSession implements Session {
  private readonly current = new Observable<SessionState>('signed-in');

  readonly person = 'mock';

  get state(): SessionState {
    return this.current.value;
  }

  subscribe(listener: () => void): () => void {
    return this.current.subscribe(listener);
  }

  token(): Promise<string | undefined> {
    return Promise.resolve(this.state === 'signed-in' ? 'mock' : undefined);
  }

  signIn(): Promise<void> {
    this.current.set('signed-in');
    return Promise.resolve();
  }

  signOut(): Promise<void> {
    this.current.set('signed-out');
    return Promise.resolve();
  }

  end(): Promise<void> {
    this.current.set('ended');
    return Promise.resolve();
  }
}
