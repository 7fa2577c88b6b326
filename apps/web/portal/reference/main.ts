import { createApiReference } from '@scalar/api-reference';
import '@scalar/api-reference/style.css';
import '../../src/design.css';
import './reference.css';

type Document = Readonly<Record<string, unknown>>;

const response = await fetch('/portal/openapi.json');
if (!response.ok) throw new Error(await response.text());

/** Shows the operations of all services. Everything that would call another server is off. */
createApiReference('#reference', {
  content: (await response.json()) as Document,
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
