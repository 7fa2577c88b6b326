const PROBLEM = 'application/problem+json';

/** The codes of the problems that a document gives as examples, its shared responses included. */
export function problemCodes(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === PROBLEM ? exampleNames(value) : problemCodes(value),
  );
}

/** The documents name the example of a problem by its code. */
function exampleNames(media: unknown): string[] {
  if (typeof media !== 'object' || media === null || !('examples' in media)) return [];
  return Object.keys(media.examples ?? {});
}
