import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Responds to bytes that are no HTTP request, or not a whole one in time, and closes the connection. */
export function answerUnparsable(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  end(socket, STATUSES[error.code ?? ''] ?? 400);
}

/** Responds to CONNECT: the edge is no proxy to other hosts. */
export function refuseTunnel(socket: Duplex): void {
  end(socket, 405);
}

function end(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
