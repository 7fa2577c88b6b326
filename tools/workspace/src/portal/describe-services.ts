import type { Manifest } from '#libs/manifest';
import type { Link, PortalService } from '#libs/portal-data';
import { namesOf } from '#infra';

const CONSOLE = 'https://console.aws.amazon.com/cloudwatch/home';
const STAGE = 'production';

/** Describes each service. */
export function describeServices(manifests: readonly Manifest[]): PortalService[] {
  return manifests.map((manifest) => ({
    name: manifest.name,
    purpose: manifest.purpose,
    owner: manifest.owner,
    port: manifest.port,
    calls: manifest.calls,
    calledBy: manifests.filter(({ calls }) => calls.includes(manifest.name)).map(({ name }) => name),
    stores: storesOf(manifest),
    links: linksOf(manifest),
  }));
}

function storesOf({ database, bucket }: Manifest): string[] {
  return [
    ...(database ? ['PostgreSQL database'] : []),
    ...(bucket ? [bucket === 'read' ? 'bucket, read only' : 'bucket'] : []),
  ];
}

function linksOf(manifest: Manifest): Link[] {
  const names = namesOf(STAGE);
  return [
    { title: 'Swagger page on the local stack', href: `http://localhost:${manifest.port}/docs` },
    {
      title: `Dashboard of ${STAGE}`,
      href: `${CONSOLE}#dashboards/dashboard/${names.dashboard(manifest)}`,
    },
    {
      title: `Alarms of ${STAGE}`,
      href: `${CONSOLE}#alarmsV2:?search=${names.dashboard(manifest)}`,
    },
  ];
}
