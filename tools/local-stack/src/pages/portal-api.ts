import { mkdir, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageOrigins } from '#libs/manifest';
import { readRecentLines, traceRequests } from '#libs/request-logs';
import type { PortalAbilities } from '#libs/portal-data';

export interface PortalApiOptions {
  readonly briefs: string;
  /** Undefined for the mock, which writes no logs. */
  readonly logs?: string;
}

const PORTAL_API = '/portal/api';

const BRIEF = new RegExp(`^${PORTAL_API}/briefs/([a-z0-9]+(?:-[a-z0-9]+)*)$`);
const BRIEF_TYPE = 'application/yaml';
const MOST_BYTES = 64 * 1024;
const MOST_NAME = 60;
const MOST_REQUESTS = 50;

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The local API of the developer portal, which saves briefs and lists the last requests. Only the portal's
 * pages may call this API. Rejects a request with a foreign Origin header, because the request comes from a
 * different site. Also rejects a foreign Host header, because anybody can point a domain name at this
 * machine.
 */
export class PortalApi {
  private readonly options: PortalApiOptions;

  constructor(options: PortalApiOptions) {
    this.options = options;
  }

  /** Responds to requests below PORTAL_API. For any other request, returns false and sends no response. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '' } = request;
    if (url !== PORTAL_API && !url.startsWith(`${PORTAL_API}/`)) return false;
    response.removeHeader('access-control-allow-origin');
    response.removeHeader('access-control-expose-headers');
    this.respond(request)
      .catch((error: unknown) => failed(500, error instanceof Error ? error.message : String(error)))
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
    return true;
  }

  private async respond(request: IncomingMessage): Promise<Reply> {
    const { method = '', url = '' } = request;
    if (!isOfPortal(request)) return failed(403, "Only the portal's own pages may call this.");
    if (method === 'GET' && url === PORTAL_API) return { status: 200, body: this.abilities() };
    if (method === 'GET' && url === `${PORTAL_API}/requests`) return this.listRequests();
    const [, brief] = BRIEF.exec(url) ?? [];
    if (method === 'PUT' && brief !== undefined) return this.saveBrief(request, brief);
    return failed(404, 'There is nothing here.');
  }

  private abilities(): PortalAbilities {
    return { savesBriefs: true, listsRequests: this.options.logs !== undefined };
  }

  private async listRequests(): Promise<Reply> {
    const { logs } = this.options;
    if (logs === undefined) return failed(404, 'The mock keeps no logs. Run npm start.');
    const traces = traceRequests(await readRecentLines(logs));
    return { status: 200, body: traces.slice(0, MOST_REQUESTS) };
  }

  /** With `If-None-Match: *`, returns 412 if the brief exists. */
  private async saveBrief(request: IncomingMessage, name: string): Promise<Reply> {
    if (name.length > MOST_NAME) return failed(400, `A name has at most ${MOST_NAME} characters.`);
    if (request.headers['content-type'] !== BRIEF_TYPE) return failed(415, `Send ${BRIEF_TYPE}.`);
    const text = await readText(request);
    if (text === undefined) return failed(413, `A brief has at most ${MOST_BYTES} bytes.`);
    await mkdir(this.options.briefs, { recursive: true });
    const flag = request.headers['if-none-match'] === '*' ? 'wx' : 'w';
    try {
      await writeFile(join(this.options.briefs, `${name}.yaml`), text, { flag });
    } catch (error) {
      if (isExisting(error)) return failed(412, `briefs/${name}.yaml exists already.`);
      throw error;
    }
    return { status: 200, body: { file: `briefs/${name}.yaml` } };
  }
}

function isExisting(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

/** A browser sends no Origin header with a GET request from a page to the same server. */
function isOfPortal({ method, headers, socket }: IncomingMessage): boolean {
  const own = pageOrigins(socket.localPort ?? 0);
  const origin = `http://${headers.host ?? ''}`;
  if (!own.includes(origin)) return false;
  return headers.origin === undefined ? method === 'GET' : headers.origin === origin;
}

/** Returns undefined if the body is too large. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function failed(status: number, detail: string): Reply {
  return { status, body: { detail } };
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}
