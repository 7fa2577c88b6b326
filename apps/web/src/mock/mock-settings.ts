const PATH = '/mock/settings';

export interface Behaviour {
  readonly latency_ms?: number;
  readonly failure_rate?: number;
  readonly requests_per_minute?: number;
}

export interface MockSettings {
  /** Settings by operation. `*` applies to all other operations. */
  readonly operations: Readonly<Record<string, Behaviour>>;
  /** Maps the name of a scenario to its summary. */
  readonly scenarios: Readonly<Record<string, string>>;
}

export function readMockSettings(): Promise<MockSettings> {
  return send();
}

/** `reset` discards all changes and all written data. */
export function changeMockSettings(changes: {
  readonly operations?: Readonly<Record<string, Behaviour>>;
  readonly reset?: boolean;
}): Promise<MockSettings> {
  return send({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });
}

async function send(init?: RequestInit): Promise<MockSettings> {
  const response = await fetch(PATH, init);
  const body: unknown = await response.json();
  if (!response.ok || !hasSettings(body)) throw new Error(`${PATH} responds with ${response.status}`);
  return body.data;
}

function hasSettings(body: unknown): body is { readonly data: MockSettings } {
  if (typeof body !== 'object' || body === null || !('data' in body)) return false;
  const { data } = body;
  return typeof data === 'object' && data !== null && 'operations' in data && 'scenarios' in data;
}
