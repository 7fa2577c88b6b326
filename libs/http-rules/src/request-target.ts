/** A parsed request target. No later code parses the text again. */
export interface RequestTarget {
  /** The path as the caller sent it, without origin and query. */
  readonly path: string;
  /** The parts of the path between its slashes, each percent-decoded once. */
  readonly segments: readonly string[];
  /** What follows the first question mark, still percent-encoded. */
  readonly query: string;
}

/**
 * Visible ASCII (RFC 3986) without `#`, because a fragment is never sent, and without the backslash, which some
 * programs read as a slash.
 */
const READABLE = /^[!"$-[\]-~]+$/;
const ABSOLUTE_FORM = /^https?:\/\/([^/?@]*)/i;
const MALFORMED_ESCAPE = /%(?![\da-f]{2})/i;
/** Targets without anything to decode, which most requests have. */
const PLAIN = /^\/[\w/~-]*(?:\?[\w=&.~:-]*)?$/;

/**
 * Reads the target of a request line: a path with its query, or an absolute http URL (RFC 9112, 3.2). The edge, the
 * mock and the services all read it here, so that they see the same path.
 *
 * Returns undefined for a target that a server must refuse with 400: a target in a different form, or a target with
 * a character that no URL has, an escape that can't be decoded, or a segment `.` or `..`, which clients resolve
 * before they send it.
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
 * Reads the path that decides which service gets a request. It accepts an invalid query, which the service then rejects,
 * with a page if a person sent it.
 */
export function readPath(raw: string): RequestTarget | undefined {
  const target = readTarget(raw);
  if (target || !READABLE.test(raw)) return target;
  const beforeQuery = pathOf(raw);
  const bare = readTarget(beforeQuery);
  return bare && { ...bare, query: raw.slice(beforeQuery.length + 1) };
}

/** The path in a target, for the `instance` of a problem. The target may be unreadable. */
export function pathInTarget(raw: string): string {
  return readTarget(raw)?.path ?? pathOf(raw);
}

/**
 * Rewrites the target so that routers with different decoding rules find the same segments. Returns undefined if
 * `readTarget` does.
 */
export function canonicalTarget(raw: string): string | undefined {
  if (PLAIN.test(raw)) return raw;
  const target = readTarget(raw);
  if (!target) return undefined;
  const path = target.segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
  return target.query === '' ? path : `${path}?${target.query}`;
}

/** Removes scheme and host from a target. Returns undefined if the host is missing. */
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
