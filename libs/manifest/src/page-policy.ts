export interface PageOrigins {
  readonly connectsTo?: readonly string[];
  readonly showsImagesFrom?: readonly string[];
}

/**
 * The Content-Security-Policy of a page of apps/web. The policy allows no inline script or style, and only the given
 * foreign origins. `changes` replaces directives.
 */
export function pagePolicy(
  { connectsTo = [], showsImagesFrom = [] }: PageOrigins,
  changes: Readonly<Record<string, readonly string[]>> = {},
): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", ...showsImagesFrom],
    'connect-src': ["'self'", ...connectsTo],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...changes,
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
