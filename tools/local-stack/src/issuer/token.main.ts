import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { parseDuration, runCommand } from '#libs/command-line';
import { HOST, configuredPorts } from '../config/ports.ts';
import { TOKEN_ROLES } from './account-grant.ts';
import { requestToken } from './token-request.ts';

await runCommand(
  {
    name: 'npm run token',
    help: `Prints a bearer token for a user of an account, or for Qred's support. The stack must run (npm start).
ISSUER_PORT is the port of the issuer (default: ${configuredPorts([], {}).issuer}).`,
    options: {
      account: { type: 'string', default: EXAMPLE_ACCOUNT, value: 'ID', help: 'the account' },
      role: {
        type: 'string',
        value: 'ROLE',
        help: `who the user is: ${TOKEN_ROLES.join(', ')} (default: an owner, if the account has one)`,
      },
      'expires-in': {
        type: 'string',
        default: '15m',
        value: 'TIME',
        help: 'how long the token is valid: 10s, 15m or 1h',
      },
    },
  },
  async (options) => {
    const { issuer } = configuredPorts([], process.env);
    const seconds = parseDuration(options['expires-in']) / 1000;
    const role = TOKEN_ROLES.find((known) => known === options.role);
    if (options.role !== undefined && !role)
      throw new Error(`There is no role ${options.role}. Use ${TOKEN_ROLES.join(', ')}.`);
    const request = { seconds, ...(role && { role }) };
    console.log(await requestToken(`http://${HOST}:${issuer}`, options.account, request));
  },
);
