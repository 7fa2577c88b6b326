import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawResponse {
  readonly status: number;
  /** The raw response. */
  readonly text: string;
  /** Undefined if the body is not JSON. */
  readonly body: unknown;
}

/** Sends the target unchanged, because HTTP libraries would normalize the target. */
export async function sendRaw(
  url: string,
  target: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<RawResponse> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(
    [`${method} ${target} HTTP/1.1`, 'host: test', 'connection: close', ...lines, '', ''].join('\r\n'),
  );
  const response = await text(socket);
  const [head = '', body = ''] = response.split('\r\n\r\n');
  const isJson = /\r\ncontent-type: application\/(?:problem\+)?json/i.test(head);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
    text: response,
    body: isJson && method !== 'HEAD' ? (JSON.parse(body) as unknown) : undefined,
  };
}
