import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { parseDuration, runCommand } from '#libs/command-line';
import { HOST, configuredPorts } from '../config/ports.ts';
import { requestToken } from './token-request.ts';

await runCommand(
  {
    name: 'npm run token',
    help: `Prints a bearer token for a member of an account. The stack must run (npm start).
ISSUER_PORT is the port of the issuer (default: ${configuredPorts([], {}).issuer}).`,
    options: {
      account: { type: 'string', default: EXAMPLE_ACCOUNT, value: 'ID', help: 'the account' },
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
    console.log(await requestToken(`http://${HOST}:${issuer}`, options.account, seconds));
  },
);
