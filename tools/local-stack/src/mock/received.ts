/** The unparsed values of a request. The mock uses these values to select an example. */
export interface Received {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}
