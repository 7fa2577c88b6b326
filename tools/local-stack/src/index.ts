export { COMPOSE_FILE, renderComposeFile } from './compose/compose-file.ts';
export { portVariables } from './config/ports.ts';
export { type TokenRequest, requestToken } from './issuer/token-request.ts';
export { Mock } from './mock/mock.ts';
export { Pages, pagesFolder } from './pages/pages.ts';
export { recoveredOverview } from './stack/recovered-overview.ts';
export { type Stack, type StackOptions, startStack } from './stack/stack.ts';
