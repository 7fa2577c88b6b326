import type { Manifest } from '#libs/manifest';
import type { PortalService, StageLinks } from '#libs/portal-data';
import { type StageName, namesOf } from '#infra';

const CONSOLE = 'https://console.aws.amazon.com/cloudwatch/home';

export interface StagePlace {
  readonly name: StageName;
  readonly region: string;
}

export function describeServices(
  manifests: readonly Manifest[],
  stages: readonly StagePlace[],
): PortalService[] {
  return manifests.map((manifest) => ({
    name: manifest.name,
    purpose: manifest.purpose,
    owner: manifest.owner,
    port: manifest.port,
    calls: manifest.calls,
    calledBy: manifests.filter(({ calls }) => calls.includes(manifest.name)).map(({ name }) => name),
    stores: storesOf(manifest),
    docs: `http://localhost:${manifest.port}/docs`,
    stages: stages.map((stage) => linksOf(manifest, stage)),
  }));
}

function storesOf({ database, bucket }: Manifest): string[] {
  return [
    ...(database ? ['PostgreSQL database'] : []),
    ...(bucket ? [bucket === 'read' ? 'bucket, read only' : 'bucket'] : []),
  ];
}

function linksOf(manifest: Manifest, { name, region }: StagePlace): StageLinks {
  const dashboard = namesOf(name).dashboard(manifest);
  const page = `${CONSOLE}?region=${region}`;
  return {
    stage: name,
    region,
    dashboard: `${page}#dashboards/dashboard/${dashboard}`,
    alarms: `${page}#alarmsV2:?search=${dashboard}`,
  };
}
