import { type ApiReferenceConfiguration, createApiReference } from '@scalar/api-reference';
import '@scalar/api-reference/style.css';
import { mount } from '../../src/mount.tsx';
import { openSession } from '../../src/session/open-session.ts';
import { loadSettings } from '../../src/settings.ts';
import { PortalHead, REFERENCE } from '../parts/portal-head.tsx';
import './reference.css';

type Document = Readonly<Record<string, unknown>>;

const [token, document] = await Promise.all([readToken(), readDocument()]);

mount(
  <PortalHead current={REFERENCE}>
    <p role="status">
      {token === undefined ? (
        <>
          <a href="/">Sign in on the phone screen</a> to try operations.
        </>
      ) : (
        'Requests are sent as the signed-in user.'
      )}
    </p>
  </PortalHead>,
);

/**
 * The reference shows samples only for curl and for the languages of the apps. Each operation also has a sample for
 * the typed client.
 */
const HIDDEN_CLIENTS: NonNullable<ApiReferenceConfiguration['hiddenClients']> = {
  c: true,
  clojure: true,
  csharp: true,
  dart: true,
  fsharp: true,
  go: true,
  http: true,
  java: true,
  js: ['axios', 'jquery', 'ofetch', 'xhr'],
  julia: true,
  node: true,
  objc: true,
  ocaml: true,
  php: true,
  powershell: true,
  python: true,
  r: true,
  ruby: true,
  rust: true,
  shell: ['httpie', 'wget'],
};

/** Features that call other servers are off. Scalar uses the theme that the reader prefers. */
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
  documentDownloadType: 'json',
  operationTitleSource: 'path',
  defaultOpenAllTags: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  hiddenClients: HIDDEN_CLIENTS,
  generateOperationSlug: ({ operationId = '' }) => operationId,
});

/**
 * Returns the token of the user who is signed in on the phone screen in this tab. Undefined in a static copy of the
 * portal, which has no sign-in.
 */
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
