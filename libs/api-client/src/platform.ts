/**
 * The platform's own types, where it declares them: browsers by lib.dom, React Native by its package. Without them the
 * package still compiles, and knows nothing of what it is given.
 */
export type PlatformRequest = typeof globalThis extends { Request: { prototype: infer T } } ? T : object;
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : object;
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : object;
