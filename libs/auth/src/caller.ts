/** The sender of a request, as authenticated by the service. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'member';
      readonly userId: string;
      readonly accountIds: readonly string[];
      /** The app that the user signed in with, if the token names it. */
      readonly client?: string;
    }
  | { readonly kind: 'machine'; readonly name: string; readonly scopes: readonly string[] };

export type Member = Extract<Caller, { kind: 'member' }>;
