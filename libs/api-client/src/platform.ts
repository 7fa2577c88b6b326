/**
 * Browsers declare these types in lib.dom, and React Native declares them in its package. If no platform declares them,
 * this package still compiles, but the types have no members.
 */
export type PlatformRequest = typeof globalThis extends { Request: { prototype: infer T } } ? T : object;
export type PlatformResponse = typeof globalThis extends { Response: { prototype: infer T } } ? T : object;
export type PlatformSignal = typeof globalThis extends { AbortSignal: { prototype: infer T } } ? T : object;
