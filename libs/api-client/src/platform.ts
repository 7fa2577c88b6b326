/**
 * The platform's own types: browsers declare them in lib.dom, React Native in its package. Without either, the package
 * still compiles, but these values have no known members.
 */
export type PlatformRequest = typeof globalThis extends { Request: { prototype: infer T } } ? T : object;
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : object;
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : object;
