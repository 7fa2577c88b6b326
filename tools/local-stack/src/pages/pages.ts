import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/** The Nx project that builds the pages. */
export const WEB_PROJECT = 'web';
/** The pages read their settings from this path. */
const SETTINGS_PATH = '/settings.json';

export interface PagesOptions {
  /** The folder of the built pages. */
  readonly folder: string;
  /** How users sign in: at an OpenID provider, or not at all, because the mock accepts every token. */
  readonly settings: { readonly issuer: string; readonly client: string } | { readonly mock: true };
  /** Other origins that the pages call. */
  readonly connectsTo?: readonly string[];
  /** Other origins of images. */
  readonly showsImagesFrom?: readonly string[];
}

/** Serves the built pages of apps/web, with a strict Content-Security-Policy. Rebuilt pages take effect at once. */
export class Pages {
  private readonly files: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  private readonly settings: string;

  constructor({ folder, settings, connectsTo = [], showsImagesFrom = [] }: PagesOptions) {
    const policy = contentSecurityPolicy(connectsTo, showsImagesFrom);
    this.files = sirv(folder, {
      dev: true,
      setHeaders: (response) => {
        response.removeHeader('access-control-allow-origin');
        response.removeHeader('access-control-expose-headers');
        response.setHeader('cache-control', 'no-cache');
        response.setHeader('content-security-policy', policy);
        response.setHeader('referrer-policy', 'no-referrer');
        response.setHeader('x-content-type-options', 'nosniff');
      },
    });
    this.settings = JSON.stringify(settings);
  }

  /** Responds to a GET or HEAD of a page or one of its files. Returns false, without a response, for everything else. */
  serve(...[request, response]: Parameters<RequestListener>): boolean {
    if (!['GET', 'HEAD'].includes(request.method ?? '')) return false;
    if (request.url === SETTINGS_PATH) {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(this.settings);
      return true;
    }
    let isServed = true;
    this.files(request, response, () => (isServed = false));
    return isServed;
  }
}

/** The folder that the Nx project builds the pages into. */
export function pagesFolder(root: string): string {
  return join(root, 'dist', 'apps', WEB_PROJECT);
}

/** The origins of the pages behind an edge at this port of this machine. */
export function pageOrigins(port: number): string[] {
  return ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}`);
}

/** The address to open in a browser. */
export function pageUrl(port: number): string {
  return `http://localhost:${port}/`;
}

function contentSecurityPolicy(connectsTo: readonly string[], showsImagesFrom: readonly string[]): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", ...showsImagesFrom],
    'connect-src': ["'self'", ...connectsTo],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
