import { createApiReference } from '@scalar/api-reference';
import '@scalar/api-reference/style.css';
import { openSession } from '../../src/session/open-session.ts';
import { loadSettings } from '../../src/settings.ts';
import '../../src/design.css';
import './reference.css';

type Document = Readonly<Record<string, unknown>>;

const [token, document] = await Promise.all([readToken(), readDocument()]);
showSession(token !== undefined);

/** Shows the operations of all services. Features that would call other servers are off. */
createApiReference('#reference', {
  content: document,
  authentication: {
    preferredSecurityScheme: 'bearer',
    securitySchemes: { bearer: { token: token ?? '' } },
  },
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  hideDarkModeToggle: true,
  forceDarkModeState: 'light',
  documentDownloadType: 'json',
  operationTitleSource: 'path',
  defaultOpenAllTags: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  generateOperationSlug: ({ operationId = '' }) => operationId,
});

/** The token of the user who is signed in on the phone screen in this tab. A copy of this page has no sign-in. */
async function readToken(): Promise<string | undefined> {
  try {
    const session = await openSession(await loadSettings());
    return await session.token();
  } catch {
    return undefined;
  }
}

async function readDocument(): Promise<Document> {
  const response = await fetch('/portal/openapi.json');
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Document;
}

function showSession(isSignedIn: boolean): void {
  const message = window.document.getElementById('session');
  if (!message) throw new Error('The page has no element with the id session');
  if (isSignedIn) {
    message.textContent = 'Requests are sent as the signed-in user.';
    return;
  }
  const link = window.document.createElement('a');
  link.href = '/';
  link.textContent = 'Sign in on the phone screen';
  message.append('Nobody is signed in. ', link, ' to try operations.');
}
