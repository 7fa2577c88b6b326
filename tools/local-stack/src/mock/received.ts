/** The values of a request that select an example, as the caller sent them. */
export interface Received {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
