import { CLIENT_TYPES, OPENAPI_DOCUMENTS, renderClientTypes, renderDocuments } from '#tools/contracts';
import { COMPOSE_FILE, renderComposeFile } from '#tools/local-stack';
import { CODE_OWNERS, renderCodeOwners } from './code-owners.ts';
import { CONFIGURATION_PAGE, renderConfigurationPage } from './configuration/configuration-page.ts';
import { DECISION_INDEX, renderDecisionIndex } from './decision-index.ts';
import type { Generator } from './generator.ts';

export const generators: readonly Generator[] = [
  {
    name: 'openapi',
    files: OPENAPI_DOCUMENTS,
    render: ({ manifests }) => renderDocuments(manifests),
  },
  {
    name: 'api-client',
    files: CLIENT_TYPES,
    render: ({ manifests }) => renderClientTypes(manifests),
  },
  {
    name: 'compose',
    files: COMPOSE_FILE,
    render: ({ manifests }) => new Map([[COMPOSE_FILE, renderComposeFile(manifests)]]),
  },
  {
    name: 'configuration',
    files: CONFIGURATION_PAGE,
    render: async (workspace) => new Map([[CONFIGURATION_PAGE, await renderConfigurationPage(workspace)]]),
  },
  {
    name: 'code-owners',
    files: CODE_OWNERS,
    render: ({ manifests }) => new Map([[CODE_OWNERS, renderCodeOwners(manifests)]]),
  },
  {
    name: 'decisions',
    files: DECISION_INDEX,
    render: async ({ root }) => new Map([[DECISION_INDEX, await renderDecisionIndex(root)]]),
  },
];
