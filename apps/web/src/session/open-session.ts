import type { Settings } from '../settings.ts';
import { MockSession } from './mock-session.ts';
import { OpenIdSession } from './open-id-session.ts';
import type { Session } from './session.ts';

/** Also completes a sign-in if the provider has just sent the person back to the page. */
export function openSession(settings: Settings): Promise<Session> {
  return settings.kind === 'mock' ? Promise.resolve(new MockSession()) : OpenIdSession.open(settings);
}
