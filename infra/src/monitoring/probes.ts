import { exposedOperationsOf } from '#contracts/vocabulary';
import type { Deployment, Service } from '../deployment.ts';

/** The request has no token. `status` is the expected status of the response. */
export interface Probe {
  readonly url: string;
  readonly status: number;
}

/**
 * Returns one request for each service. A response proves that DNS, CloudFront, the firewall, the load
 * balancer and a task work. Most services respond with 401, which also proves that a task runs.
 */
export function probesOf({ services }: Deployment, host: string): Probe[] {
  return services.flatMap((service) => {
    const { path, status } = probeOf(service) ?? {};
    return path === undefined || status === undefined ? [] : [{ url: `https://${host}${path}`, status }];
  });
}

function probeOf({ manifest, contract }: Service): { path: string; status: number } | undefined {
  const reads = exposedOperationsOf(contract, false).filter(({ method, built }) => method === 'GET' && built);
  const page = reads.find(({ access, path }) => access === 'public' && !path.includes('{'));
  if (page) return { path: page.path, status: 200 };
  const protectedRead = reads.find(({ access }) => access !== 'public');
  if (protectedRead) return { path: protectedRead.path.replaceAll(/\{\w+\}/g, 'canary'), status: 401 };
  return manifest.default ? { path: '/ping', status: 200 } : undefined;
}
