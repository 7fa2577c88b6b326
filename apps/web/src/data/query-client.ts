import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '#libs/api-client';
import type { Session } from '../session/session.ts';
import { recoveryMs } from './recovery.ts';

/** How long a view shows data that a different view fetched, without a new request (ms). */
const FRESH_MS = 5_000;

/** A client that ends the session when the API rejects the token. The API client itself retries once. */
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
