export { COMPOSE_FILE, renderComposeFile } from './compose/compose-file.ts';
export { requestToken } from './issuer/token-request.ts';
export { Mock } from './mock/mock.ts';
export { type Stack, startStack } from './stack/stack.ts';
export { textTable } from './cli/text-table.ts';
