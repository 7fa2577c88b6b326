import { type Socket, connect } from 'node:net';
import type { RunningLibrary } from './running-library.ts';

export function connectTo({ service }: RunningLibrary): Socket {
  const { hostname, port } = new URL(service.url);
  return connect(Number(port), hostname);
}

export function get(path: string, ...headers: string[]): string {
  return [`GET ${path} HTTP/1.1`, 'host: library', ...headers, '', ''].join('\r\n');
}

export interface RawResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Writes the bytes unchanged. Returns the response after the service has closed the connection. */
export async function responseTo(library: RunningLibrary, bytes: string): Promise<RawResponse> {
  const socket = connectTo(library);
  socket.write(bytes, 'latin1');
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return parseResponse(Buffer.concat(chunks).toString('utf8'));
}

function parseResponse(text: string): RawResponse {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = new Map(
    fields.map((field): [string, string] => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(line.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}

export function accepts(library: RunningLibrary): Promise<boolean> {
  const socket = connectTo(library);
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
