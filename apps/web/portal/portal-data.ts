import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { PortalAbilities, PortalData } from '#libs/portal-data';

/** Does not validate the JSON, because the server and the page come from the same build. */
export async function fetchJson<T>(url: string, options?: RequestInit): Promise<T> {
  const response = await fetch(url, options);
  const text = await response.text();
  if (!response.ok) throw new Error(detailOf(text) ?? `${url} responded with ${response.status}.`);
  return JSON.parse(text) as T;
}

export function usePortalData(): UseQueryResult<PortalData> {
  return useQuery({
    queryKey: ['data'],
    queryFn: () => fetchJson<PortalData>('/portal/data.json'),
  });
}

/** Fails in a static copy of the portal, because a copy has no server. */
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
