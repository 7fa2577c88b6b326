import { EXAMPLE_ACCOUNT } from '#contracts/vocabulary';
import { exitWith, readOptions } from '../cli/command-line.ts';
import { HOST, configuredPorts } from '../config/ports.ts';
import { requestToken } from './token-request.ts';

const HELP = `npm run token [-- options]

Prints a bearer token, valid for 15 minutes, for a member of an account. The stack must run (npm start).

  --account ID  the account (default: ${EXAMPLE_ACCOUNT})
  --help        show this text

ISSUER_PORT is the port of the issuer (default: ${configuredPorts([], {}).issuer}).`;

const { account } = readOptions({
  name: 'npm run token',
  help: HELP,
  options: { account: { type: 'string', default: EXAMPLE_ACCOUNT } },
});

try {
  const { issuer } = configuredPorts([], process.env);
  console.log(await requestToken(`http://${HOST}:${issuer}`, account));
} catch (error) {
  exitWith(error);
}
