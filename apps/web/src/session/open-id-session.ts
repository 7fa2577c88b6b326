import { ErrorResponse, type User, UserManager } from 'oidc-client-ts';
import type { Settings } from '../settings.ts';
import { needsRenewal } from './renewal.ts';
import { Observable, type Session, type SessionState } from './session.ts';

const MS_PER_SECOND = 1_000;
const SIGNED_OUT = 'signed-out';

/** Uses the code flow of OpenID Connect with PKCE and refresh tokens. The tokens stay in this tab. */
export class OpenIdSession implements Session {
  private readonly manager: UserManager;
  private readonly client: string;
  private readonly current = new Observable<SessionState>('signed-out');
  /** Tells all other tabs that the person has signed out. */
  private readonly tabs = new BroadcastChannel('session');
  private signedIn = '';
  private renewing: Promise<User | null> | undefined;

  private constructor({ issuer, client }: Extract<Settings, { kind: 'openid' }>) {
    const page = `${location.origin}/`;
    this.client = client;
    this.manager = new UserManager({
      authority: issuer,
      client_id: client,
      redirect_uri: page,
      post_logout_redirect_uri: page,
      response_type: 'code',
      scope: 'openid',
      // Only token() renews tokens. Otherwise, a tab in the background would renew tokens for hours.
      automaticSilentRenew: false,
    });
    this.tabs.addEventListener('message', () => void this.forget());
  }

  static async open(settings: Extract<Settings, { kind: 'openid' }>): Promise<OpenIdSession> {
    const session = new OpenIdSession(settings);
    await session.completeSignIn();
    const user = await session.manager.getUser();
    if (user) {
      session.signedIn = user.profile.sub;
      session.current.set('signed-in');
    }
    return session;
  }

  get state(): SessionState {
    return this.current.value;
  }

  get person(): string {
    return this.signedIn;
  }

  subscribe(listener: () => void): () => void {
    return this.current.subscribe(listener);
  }

  async token(): Promise<string | undefined> {
    const user = await this.manager.getUser();
    if (!user) return undefined;
    const { expires_at: expiresAt, profile } = user;
    const times = { issuedAt: profile.iat, expiresAt: expiresAt ?? 0 };
    if (!needsRenewal(times, Date.now() / MS_PER_SECOND)) return user.access_token;
    const renewed = await this.renew(user);
    return renewed?.access_token;
  }

  async signIn(): Promise<void> {
    await this.manager.signinRedirect({ url_state: location.hash });
  }

  async signOut(): Promise<void> {
    this.tabs.postMessage(SIGNED_OUT);
    try {
      // Amazon Cognito expects these two parameters, and other providers ignore them.
      await this.manager.signoutRedirect({
        extraQueryParams: { client_id: this.client, logout_uri: `${location.origin}/` },
      });
    } catch {
      // The provider does not respond, but this tab can at least delete the tokens.
      await this.forget();
    }
  }

  async end(): Promise<void> {
    await this.manager.removeUser();
    this.current.set('ended');
  }

  private async forget(): Promise<void> {
    await this.manager.removeUser();
    this.current.set('signed-out');
  }

  /** Simultaneous calls share one renewal, because a refresh token works only once. */
  private renew(user: User): Promise<User | null> {
    this.renewing ??= this.renewOnce(user).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renewOnce(user: User): Promise<User | null> {
    try {
      return await this.manager.signinSilent();
    } catch (error) {
      if (error instanceof ErrorResponse && error.error === 'invalid_grant') {
        await this.end();
        return null;
      }
      // The provider does not respond. The old token may still be valid, and the next call tries again.
      return user;
    }
  }

  private async completeSignIn(): Promise<void> {
    const parameters = new URLSearchParams(location.search);
    if (!parameters.has('state')) return;
    let hash = '';
    try {
      const user = await this.manager.signinCallback();
      hash = user?.url_state ?? '';
    } catch (error) {
      // The person pressed Back, cancelled, or signed out. The page offers to sign in, and then shows the same view.
      if (error instanceof ErrorResponse) hash = error.url_state ?? '';
    }
    history.replaceState(null, '', location.pathname + hash);
  }
}
