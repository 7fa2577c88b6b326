export interface SignIn {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/**
 * Creates an IAM token, which RDS accepts as a password for fifteen minutes. The AWS credentials of the process sign
 * the token, for the region in the environment.
 */
export async function makeRdsToken({ host, port, user }: SignIn): Promise<string> {
  const { Signer } = await import('@aws-sdk/rds-signer');
  return new Signer({ hostname: host, port, username: user }).getAuthToken();
}
