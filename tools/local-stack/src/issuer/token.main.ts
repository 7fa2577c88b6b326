import { exitWith, readOptions } from '../cli/command-line.ts';
import { HOST, configuredPorts } from '../config/ports.ts';
import { requestToken } from './token-request.ts';

const HELP = `npm run token [-- options]

Prints a bearer token, valid for 15 minutes, for a member of an account. The stack must run (npm start).

  --account ID  the account (default: company-ab)
  --help        show this text

ISSUER_PORT is the port of the issuer (default: 8090).`;

const { account } = readOptions({
  name: 'npm run token',
  help: HELP,
  options: { account: { type: 'string', default: 'company-ab' } },
});

try {
  const { issuer } = configuredPorts([], process.env);
  console.log(await requestToken(`http://${HOST}:${issuer}`, account));
} catch (error) {
  exitWith(error);
}
