/** The sender of a request, as authenticated by the service. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'member'; readonly userId: string; readonly accountIds: readonly string[] }
  | { readonly kind: 'machine'; readonly name: string; readonly scopes: readonly string[] };

export type Member = Extract<Caller, { kind: 'member' }>;
