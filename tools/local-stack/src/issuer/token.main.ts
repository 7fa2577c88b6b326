import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { exitWith, readOptions } from '../cli/command-line.ts';
import { HOST, configuredPorts } from '../config/ports.ts';
import { parseDuration } from './parse-duration.ts';
import { requestToken } from './token-request.ts';

const HELP = `npm run token [-- options]

Prints a bearer token for a member of an account. The stack must run (npm start).

  --account ID       the account (default: ${EXAMPLE_ACCOUNT})
  --expires-in TIME  how long the token is valid: 10s, 15m or 1h (default: 15m)
  --help             show this text

ISSUER_PORT is the port of the issuer (default: ${configuredPorts([], {}).issuer}).`;

const options = readOptions({
  name: 'npm run token',
  help: HELP,
  options: {
    account: { type: 'string', default: EXAMPLE_ACCOUNT },
    'expires-in': { type: 'string', default: '15m' },
  },
});

try {
  const { issuer } = configuredPorts([], process.env);
  const seconds = parseDuration(options['expires-in']);
  console.log(await requestToken(`http://${HOST}:${issuer}`, options.account, seconds));
} catch (error) {
  exitWith(error);
}
