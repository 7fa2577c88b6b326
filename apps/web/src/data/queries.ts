import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { InvoiceStatus, Overview, TransactionStatus } from '#libs/api-client';
import { recoveryMs } from './recovery.ts';
import { useServices } from './services.tsx';

const PAGE_SIZE = 25;
const LARGEST_PAGE = 100;

/** An empty text means no filter. */
export interface TransactionFilters {
  readonly text: string;
  readonly status: TransactionStatusFilter | '';
  readonly from: string;
  readonly to: string;
}

export type TransactionStatusFilter = Extract<
  TransactionStatus,
  'pending' | 'posted' | 'reversed' | 'refunded'
>;
export type InvoiceFilter = Extract<InvoiceStatus, 'upcoming' | 'due' | 'overdue' | 'paid'> | 'unpaid';

export function useAccounts() {
  const { api } = useServices();
  return useQuery({
    queryKey: ['accounts'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const accounts = [];
      for await (const account of api.pages('/v1/accounts', { query: { limit: LARGEST_PAGE }, signal }))
        accounts.push(account);
      return accounts;
    },
  });
}

/** Fetches the overview again every few seconds while a section is unavailable. */
export function useOverview(account_id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: [account_id, 'overview'],
    queryFn: async ({ signal }) =>
      (await api.get('/v1/accounts/{account_id}/overview', { path: { account_id }, signal })).data,
    refetchInterval: ({ state: { error, data } }) =>
      error || (data && isIncomplete(data)) ? recoveryMs(error) : false,
  });
}

function isIncomplete({ sections }: Overview): boolean {
  return Object.values(sections).some((status) => status !== 'ok');
}

export function useSpend(account_id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: [account_id, 'spend'],
    queryFn: async ({ signal }) => (await api.get('/v1/spend', { query: { account_id }, signal })).data,
  });
}

export function useCards(account_id: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: [account_id, 'cards'],
    queryFn: async ({ signal }) =>
      (await api.get('/v1/cards', { query: { account_id, limit: LARGEST_PAGE }, signal })).data,
  });
}

export function useTransactions(account_id: string, { text, status, from, to }: TransactionFilters) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: [account_id, 'transactions', { text, status, from, to }],
    placeholderData: keepPreviousData,
    initialPageParam: undefined,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      api.get('/v1/transactions', {
        query: {
          account_id,
          limit: PAGE_SIZE,
          ...(text && { text }),
          ...(status && { status }),
          ...(from && { from }),
          ...(to && { to }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    getNextPageParam: ({ page }) => page.next_cursor ?? undefined,
  });
}

export function useInvoices(account_id: string, status: InvoiceFilter | '') {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: [account_id, 'invoices', status],
    placeholderData: keepPreviousData,
    initialPageParam: undefined,
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      api.get('/v1/invoices', {
        query: {
          account_id,
          limit: PAGE_SIZE,
          ...(status && { status }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        signal,
      }),
    getNextPageParam: ({ page }) => page.next_cursor ?? undefined,
  });
}

/**
 * A success and a refusal both change data in other views. The mutation stays pending until that data is fetched
 * again.
 */
export function useActivation(account_id: string, card_id: string) {
  const { api } = useServices();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { last_four: string; expires: string }) =>
      (await api.post('/v1/cards/{card_id}/activation', { path: { card_id }, body })).data,
    onSettled: () => client.invalidateQueries({ queryKey: [account_id], refetchType: 'all' }),
  });
}

export function useSupportRequest() {
  const { api } = useServices();
  return useMutation({
    mutationFn: async (body: { contact: string; message: string }) =>
      (await api.post('/v1/support-requests', { body })).data,
  });
}
