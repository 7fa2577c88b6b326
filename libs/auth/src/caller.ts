export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'member';
      readonly userId: string;
      readonly accountIds: readonly string[];
      /** A subset of `accountIds`. */
      readonly ownedAccountIds: readonly string[];
      /** The app through which the user signed in, if the token names it. */
      readonly client?: string;
    }
  /** An employee in Qred's support, who may use support operations for every account. */
  | { readonly kind: 'support'; readonly userId: string; readonly client?: string }
  | { readonly kind: 'machine'; readonly name: string; readonly scopes: readonly string[] };

export type Member = Extract<Caller, { kind: 'member' }>;
export type Support = Extract<Caller, { kind: 'support' }>;

export function idOfCaller(caller: Exclude<Caller, { kind: 'anonymous' }>): string {
  return caller.kind === 'machine' ? caller.name : caller.userId;
}
