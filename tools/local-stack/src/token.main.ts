import { parseArgs } from 'node:util';
import { configuredPorts } from './ports.ts';
import { requestToken } from './token-request.ts';

const { values } = parseArgs({ options: { account: { type: 'string', default: 'company-ab' } } });
const { issuer } = configuredPorts([], process.env);

try {
  console.log(await requestToken(`http://127.0.0.1:${issuer}`, values.account));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
