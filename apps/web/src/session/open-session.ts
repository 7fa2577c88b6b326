import type { Settings } from '../settings.ts';
import { MockSession } from './mock-session.ts';
import { OpenIdSession } from './open-id-session.ts';
import type { Session } from './session.ts';

/** Opens the session of this tab, and completes a sign-in that has just returned to the page. */
export function openSession(settings: Settings): Promise<Session> {
  return settings.kind === 'mock' ? Promise.resolve(new MockSession()) : OpenIdSession.open(settings);
}
