/** Where and as whom a token signs in. */
export interface SignIn {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/**
 * Makes what IAM takes for a password: signed with the credentials of the process for the region of its
 * environment, and good for fifteen minutes.
 */
export async function makeRdsToken({ host, port, user }: SignIn): Promise<string> {
  const { Signer } = await import('@aws-sdk/rds-signer');
  return new Signer({ hostname: host, port, username: user }).getAuthToken();
}
