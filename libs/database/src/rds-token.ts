/** The server and user that a token is for. */
export interface SignIn {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/**
 * Creates an IAM token that RDS accepts as a password for fifteen minutes. It is signed with the process's AWS
 * credentials for the region in its environment.
 */
export async function makeRdsToken({ host, port, user }: SignIn): Promise<string> {
  const { Signer } = await import('@aws-sdk/rds-signer');
  return new Signer({ hostname: host, port, username: user }).getAuthToken();
}
