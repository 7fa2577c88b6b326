import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PortalAbilities, PortalData } from '#libs/portal-data';

/** Fetches JSON of the portal's own server. The server's type is trusted, because both come from one build. */
export async function fetchJson<T>(url: string, options?: RequestInit): Promise<T> {
  const response = await fetch(url, options);
  const text = await response.text();
  if (!response.ok) throw new Error(detailOf(text) ?? `${url} responded with ${response.status}.`);
  return JSON.parse(text) as T;
}

/** Everything that `npm run portal` collected. */
export function usePortalData(): UseQueryResult<PortalData> {
  return useQuery({
    queryKey: ['data'],
    queryFn: () => fetchJson<PortalData>('/portal/data.json'),
  });
}

/** The features that the server offers. The query fails in a static copy of the portal, because a copy has no server. */
export function useAbilities(): UseQueryResult<PortalAbilities> {
  return useQuery({
    queryKey: ['abilities'],
    queryFn: () => fetchJson<PortalAbilities>('/portal/api'),
  });
}

function detailOf(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : undefined;
  } catch {
    return text || undefined;
  }
}
