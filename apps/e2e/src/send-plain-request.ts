import { request } from 'undici';
import type { TestResponse } from '#libs/testing';

export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  /** The Accept header. */
  readonly accept: string;
}

/** Accepts any method and any response. fetch rejects the method TRACE. */
export async function sendPlainRequest(
  url: string,
  { method, path, token, accept }: PlainRequest,
): Promise<TestResponse> {
  const { statusCode, headers, body } = await request(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept },
  });
  const text = await body.text();
  const known = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return { status: statusCode, headers: new Headers(known), body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
