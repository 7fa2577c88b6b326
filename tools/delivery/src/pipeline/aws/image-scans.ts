import {
  BatchGetImageCommand,
  DescribeImageScanFindingsCommand,
  type ECRClient,
  ScanNotFoundException,
  paginateDescribeImageScanFindings,
} from '@aws-sdk/client-ecr';
import { z } from 'zod';
import type { Images } from '../ports.ts';
import type { AcceptedVulnerabilities } from './accepted-vulnerabilities.ts';
import { type Polling, waitFor } from './wait-for.ts';

const SERIOUS = new Set(['CRITICAL', 'HIGH']);
const FINISHED = new Set(['COMPLETE', 'ACTIVE']);
const HOPELESS = new Set(['FAILED', 'UNSUPPORTED_IMAGE', 'SCAN_ELIGIBILITY_EXPIRED', 'FINDINGS_UNAVAILABLE']);

const indexSchema = z.object({
  manifests: z.array(
    z.object({ digest: z.string(), platform: z.object({ os: z.string(), architecture: z.string() }) }),
  ),
});

export interface ImageScansOptions {
  readonly ecr: ECRClient;
  readonly repository: (service: { readonly name: string }) => string;
  readonly accepted: readonly Pick<AcceptedVulnerabilities[number], 'name' | 'until'>[];
  readonly today: string;
  readonly polling?: Polling;
}

export function imageScans({
  ecr,
  repository,
  accepted,
  today,
  polling = { pauseMs: 5_000, limitMs: 10 * 60_000 },
}: ImageScansOptions): Pick<Images, 'assertSafe'> {
  const tolerated = new Set(accepted.filter(({ until }) => until >= today).map(({ name }) => name));
  return {
    assertSafe: async (service, sha) => {
      const repositoryName = repository({ name: service });
      const imageId = { imageDigest: await findPlatformImage(ecr, repositoryName, sha) };
      const scanned = { repositoryName, imageId };
      await waitFor(`the scan of ${service}`, () => isScanned(ecr, scanned), polling);
      const serious = (await findSerious(ecr, scanned)).filter((name) => !tolerated.has(name));
      if (serious.length > 0)
        throw new Error(
          `The image of ${service} has serious vulnerabilities: ${serious.join(', ')}. ` +
            'Update the base image or the package, or accept them for some time in .github/accepted-vulnerabilities.yml',
        );
    },
  };
}

type Scanned = Readonly<{ repositoryName: string; imageId: { imageDigest: string } }>;

/**
 * Each scan belongs to the image of one platform. The tag of an image with attestations refers to an index of
 * several manifests.
 */
async function findPlatformImage(ecr: ECRClient, repositoryName: string, tag: string): Promise<string> {
  const { images = [] } = await ecr.send(
    new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: tag }] }),
  );
  const [image] = images;
  const digest = image?.imageId?.imageDigest;
  if (digest === undefined) throw new Error(`${repositoryName} has no image ${tag}`);
  const index = indexSchema.safeParse(JSON.parse(image?.imageManifest ?? 'null'));
  return index.data?.manifests.find(({ platform }) => platform.os === 'linux')?.digest ?? digest;
}

/** Returns undefined until the scan ends. Throws an Error if the registry can't scan the image. */
async function isScanned(ecr: ECRClient, scanned: Scanned): Promise<true | undefined> {
  try {
    const { imageScanStatus } = await ecr.send(new DescribeImageScanFindingsCommand(scanned));
    const { status = '', description = '' } = imageScanStatus ?? {};
    if (HOPELESS.has(status))
      throw new Error(`ECR can't scan ${scanned.repositoryName}: ${status} ${description}`.trim());
    return FINISHED.has(status) ? true : undefined;
  } catch (error) {
    if (error instanceof ScanNotFoundException) return undefined;
    throw error;
  }
}

async function findSerious(client: ECRClient, scanned: Scanned): Promise<string[]> {
  const names = new Set<string>();
  for await (const { imageScanFindings } of paginateDescribeImageScanFindings({ client }, scanned)) {
    const { findings = [], enhancedFindings = [] } = imageScanFindings ?? {};
    const enhanced = enhancedFindings.map(({ title, severity }) => ({ name: title, severity }));
    for (const { name = 'unnamed', severity = '' } of [...findings, ...enhanced])
      if (SERIOUS.has(severity)) names.add(name);
  }
  return [...names].sort();
}
