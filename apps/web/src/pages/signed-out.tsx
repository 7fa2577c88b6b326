import { useState } from 'react';
import { useServices } from '../data/services.tsx';
import type { SessionState } from '../session/session.ts';
import { Logo } from '../view/icons.tsx';

export function SignedOut({ state }: { readonly state: Exclude<SessionState, 'signed-in'> }) {
  const { session } = useServices();
  const [hasFailed, setHasFailed] = useState(false);
  const signIn = (): void => {
    setHasFailed(false);
    session.signIn().catch(() => setHasFailed(true));
  };
  return (
    <main className="signed-out">
      <Logo />
      <h1>{state === 'ended' ? 'Your session has ended' : 'Your company’s card, in your pocket'}</h1>
      <p>
        {state === 'ended'
          ? 'Sign in again to continue where you were.'
          : 'Sign in to see what you have spent, activate your card and find your invoices.'}
      </p>
      {hasFailed && (
        <p className="message bad" role="alert">
          The sign-in can&rsquo;t be reached right now. Try again in a moment.
        </p>
      )}
      <button type="button" className="button" onClick={signIn}>
        Sign in
      </button>
    </main>
  );
}
