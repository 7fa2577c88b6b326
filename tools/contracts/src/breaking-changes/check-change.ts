import type { Contract } from '#contracts/vocabulary';
import { describe, loadManifests } from '#libs/manifest';
import { openApiDocument } from '#libs/openapi';
import { applyAcceptedChanges, readAccepted } from './accepted-changes.ts';
import { checkReport } from './check-report.ts';
import { readUsers } from './read-users.ts';
import { serviceChanges } from './service-changes.ts';

export interface ChangeReport {
  readonly text: string;
  readonly refused: number;
}

/** The report also lists compatible changes. */
export function checkChange(root: string, before: Contract, after: Contract): ChangeReport {
  const { name } = after;
  const manifest = loadManifests(root).find((each) => each.name === name);
  if (!manifest) throw new Error(`There is no service ${name}`);
  const documents = [before, after].map(
    (contract) => new Map([[name, { ...openApiDocument(contract, describe(manifest)) }]]),
  );
  const [old = new Map(), now = new Map()] = documents;
  const changes = serviceChanges(old, now, readUsers(root));
  const accepted = readAccepted(root).filter(({ service }) => service === name);
  const result = applyAcceptedChanges(changes, accepted, new Date().toISOString().slice(0, 10));
  const compatible = changes.filter(({ breaking }) => !breaking);
  return {
    text: [
      ...compatible.map(({ service, message }) => `✔ ${service}: ${message}.`),
      checkReport({ ...result, expired: [], unused: [] }, changes.length),
    ].join('\n'),
    refused: result.refused.length,
  };
}
