/** Resolves a JSON pointer (RFC 6901). Returns undefined if the pointer matches no value. */
export function resolvePointer(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(step, document);
}

function step(from: unknown, token: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  if (Array.isArray(from)) return /^(0|[1-9]\d*)$/.test(token) ? from[Number(token)] : undefined;
  return Object.entries(from).find(([key]) => key === token)?.[1];
}
