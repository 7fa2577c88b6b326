import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { type PageOrigins, pagePolicy } from '#libs/manifest';
import type { PortalApi } from './portal-api.ts';
import type { PortalFiles } from './portal-files.ts';

export const WEB_PROJECT = 'web';
const SETTINGS_PATH = '/settings.json';

/** The portal's API and data files, in addition to its built pages. */
interface PortalParts {
  readonly api: PortalApi;
  readonly files: PortalFiles;
}

export interface PagesOptions extends PageOrigins {
  readonly folder: string;
  /**
   * Users sign in at an OpenID provider. With the mock, users don't sign in, because the mock accepts every
   * token.
   */
  readonly settings: { readonly issuer: string; readonly client: string } | { readonly mock: true };
  readonly portal?: PortalParts;
}

const FIGURES = '/portal/figures.html';
/** Scalar and the charts need inline styles on these pages. No page runs inline scripts. */
const STYLED_INLINE = ['/portal/reference', '/portal/reference/', FIGURES];

/**
 * Serves the built pages of apps/web with a strict Content-Security-Policy. Serves the new files right after a build.
 */
export class Pages {
  private readonly files: Handler;
  private readonly settings: string;
  private readonly portal: (PortalParts & { readonly serveFile: Handler }) | undefined;

  constructor(options: PagesOptions) {
    const { folder, settings, portal } = options;
    this.files = handlerOf(folder, options);
    this.settings = JSON.stringify(settings);
    this.portal = portal && { ...portal, serveFile: handlerOf(portal.files.folder, options) };
  }

  /**
   * Serves the pages, their files and the portal API. For any other request, returns false and sends no
   * response.
   */
  serve(...[request, response]: Parameters<RequestListener>): boolean {
    if (this.portal?.api.serve(request, response)) return true;
    if (!['GET', 'HEAD'].includes(request.method ?? '')) return false;
    if (request.url === SETTINGS_PATH) {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(this.settings);
      return true;
    }
    if (this.portal?.files.has(request.url ?? '')) {
      this.servePortalFile(this.portal, request, response);
      return true;
    }
    let isServed = true;
    this.files(request, response, () => (isServed = false));
    return isServed;
  }

  private servePortalFile(
    { files, serveFile }: NonNullable<typeof this.portal>,
    ...[request, response]: Parameters<RequestListener>
  ): void {
    const fail = (status: number, text: string): void => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
    };
    files
      .write()
      .then(() => serveFile(request, response, () => fail(404, 'npm run portal has not written this file.')))
      .catch((error: unknown) => fail(500, String(error)));
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

function handlerOf(folder: string, origins: PageOrigins): Handler {
  return sirv(folder, {
    dev: true,
    setHeaders: (response, path) => {
      response.removeHeader('access-control-allow-origin');
      response.removeHeader('access-control-expose-headers');
      response.setHeader('cache-control', 'no-cache');
      response.setHeader('content-security-policy', contentSecurityPolicy(path, origins));
      response.setHeader('referrer-policy', 'no-referrer');
      response.setHeader('x-content-type-options', 'nosniff');
    },
  });
}

export function pagesFolder(root: string): string {
  return join(root, 'dist', 'apps', WEB_PROJECT);
}

export function pageUrl(port: number): string {
  return `http://localhost:${port}/`;
}

function contentSecurityPolicy(path: string, origins: PageOrigins): string {
  return pagePolicy(origins, {
    ...(STYLED_INLINE.includes(path) && { 'style-src': ["'self'", "'unsafe-inline'"] }),
    ...(['/portal', '/portal/'].includes(path) && { 'frame-src': ["'self'"] }),
    ...(path === FIGURES && { 'frame-ancestors': ["'self'"] }),
  });
}
