import { request } from 'undici';
import type { Answer } from '#libs/testing';

/** Asks with any method there is (fetch knows no TRACE), and takes any answer. */
export async function askPlainly(
  url: string,
  { method, path, token }: { readonly method: string; readonly path: string; readonly token: string },
): Promise<Answer> {
  const { statusCode, headers, body } = await request(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
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
