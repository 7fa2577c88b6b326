/** How users sign in. The page's server provides these settings. */
export type Settings =
  | { readonly kind: 'openid'; readonly issuer: string; readonly client: string }
  /** The mock accepts every token. The settings of the mock panel are at `/mock/settings`. */
  | { readonly kind: 'mock' };

const SETTINGS_PATH = '/settings.json';

export async function loadSettings(): Promise<Settings> {
  const response = await fetch(SETTINGS_PATH);
  if (!response.ok) throw new Error(`${SETTINGS_PATH} responds with ${response.status}`);
  return parseSettings(await response.json());
}

/** Throws an Error for an object that is neither `{ mock: true }` nor `{ issuer, client }`. */
export function parseSettings(value: unknown): Settings {
  if (typeof value === 'object' && value !== null) {
    if ('mock' in value && value.mock === true) return { kind: 'mock' };
    if ('issuer' in value && typeof value.issuer === 'string') {
      if ('client' in value && typeof value.client === 'string')
        return { kind: 'openid', issuer: value.issuer, client: value.client };
    }
  }
  throw new Error(`${SETTINGS_PATH} must have issuer and client, or mock`);
}
