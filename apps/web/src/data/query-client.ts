import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '#libs/api-client';
import type { Session } from '../session/session.ts';
import { recoveryMs } from './recovery.ts';

/** For this time (ms), views reuse a response instead of sending a new request. */
const FRESH_MS = 5_000;

/** Ends the session if the API rejects the token. Never retries, because the API client already retries once. */
export function createQueryClient(session: Session): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof ApiProblem && error.code === 'UNAUTHENTICATED') void session.end();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: FRESH_MS,
        refetchInterval: ({ state }) => (state.status === 'error' ? recoveryMs(state.error) : false),
      },
    },
  });
}
