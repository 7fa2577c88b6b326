export interface RequestTarget {
  /** The path as the caller sent it, without origin and query. */
  readonly path: string;
  /** Percent-decoded once. */
  readonly segments: readonly string[];
  /** The text after the first question mark, still percent-encoded. */
  readonly query: string;
}

/**
 * Visible ASCII (RFC 3986). The character `#` is not allowed, because clients never send a fragment. The backslash is
 * not allowed, because some programs read it as a slash.
 */
const READABLE = /^[!"$-[\]-~]+$/;
const ABSOLUTE_FORM = /^https?:\/\/([^/?@]*)/i;
const MALFORMED_ESCAPE = /%(?![\da-f]{2})/i;
/** Matches a target that needs no decoding. Most requests have such a target. */
const PLAIN = /^\/[\w/~-]*(?:\?[\w=&.~:-]*)?$/;

/**
 * Reads the target of a request line: a path with its query, or an absolute http URL (RFC 9112, 3.2). The edge, the
 * mock and the services all use this function, so they all see the same path. Returns undefined for any other target,
 * which a server must refuse with 400. Invalid characters, malformed escapes and the segments `.` and `..` also make
 * a target invalid. Clients resolve `.` and `..` before they send a request.
 */
export function readTarget(raw: string): RequestTarget | undefined {
  if (!READABLE.test(raw)) return undefined;
  const relative = withoutOrigin(raw);
  if (!relative?.startsWith('/')) return undefined;
  const path = pathOf(relative);
  const query = relative.slice(path.length + 1);
  const segments = decodeEach(path.slice(1).split('/'));
  if (!segments || !decodeEach([query])) return undefined;
  if (segments.some((segment) => segment === '.' || segment === '..')) return undefined;
  return { path, segments, query };
}

/**
 * Reads only the path, because the path decides which service gets the request. That service rejects an invalid query
 * itself, so that a person gets an error page.
 */
export function readPath(raw: string): RequestTarget | undefined {
  const target = readTarget(raw);
  if (target || !READABLE.test(raw)) return target;
  const beforeQuery = pathOf(raw);
  const bare = readTarget(beforeQuery);
  return bare && { ...bare, query: raw.slice(beforeQuery.length + 1) };
}

/** Returns the path for the `instance` of a problem, even if the target is invalid. */
export function pathInTarget(raw: string): string {
  return readTarget(raw)?.path ?? pathOf(raw);
}

/**
 * Encodes the target in one fixed form, so that routers with different decoding rules find the same segments. Returns
 * undefined for a target that `readTarget` refuses.
 */
export function canonicalTarget(raw: string): string | undefined {
  if (PLAIN.test(raw)) return raw;
  const target = readTarget(raw);
  if (!target) return undefined;
  const path = target.segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
  return target.query === '' ? path : `${path}?${target.query}`;
}

/** Returns undefined if the URL has no host. */
function withoutOrigin(raw: string): string | undefined {
  const [origin = '', host] = ABSOLUTE_FORM.exec(raw) ?? [];
  if (host === '') return undefined;
  const relative = raw.slice(origin.length);
  if (origin === '') return relative;
  return relative === '' || relative.startsWith('?') ? `/${relative}` : relative;
}

function pathOf(relative: string): string {
  return relative.split('?', 1).join();
}

function decodeEach(encoded: readonly string[]): string[] | undefined {
  if (encoded.some((text) => MALFORMED_ESCAPE.test(text))) return undefined;
  try {
    return encoded.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
