import { FakeAws } from '../testing/fake-aws.ts';
import { imageScans } from './image-scans.ts';

const sha = 'a'.repeat(40);
const index = JSON.stringify({
  manifests: [
    { digest: 'sha256:attestation', platform: { os: 'unknown', architecture: 'unknown' } },
    { digest: 'sha256:arm64', platform: { os: 'linux', architecture: 'arm64' } },
  ],
});

describe('imageScans', () => {
  let aws: FakeAws;

  beforeEach(() => {
    aws = new FakeAws();
    aws.on('BatchGetImage', () => ({
      images: [{ imageId: { imageDigest: 'sha256:index' }, imageManifest: index }],
    }));
  });

  const check = (accepted: { name: string; until: string }[] = []) =>
    imageScans({
      ecr: aws.ecr,
      repository: ({ name }) => `qred/dev/${name}`,
      accepted,
      today: '2026-11-27',
      polling: { pauseMs: 1, limitMs: 1000 },
    }).assertSafe('card', sha);

  const scan = (findings: Readonly<Record<string, string>>, status = 'COMPLETE', nextToken?: string) => ({
    imageScanStatus: { status },
    imageScanFindings: {
      findings: Object.entries(findings).map(([name, severity]) => ({ name, severity })),
    },
    nextToken,
  });

  it('waits for the scan of the arm64 image, which the tasks run', async () => {
    aws.inTurn('DescribeImageScanFindings', ['ScanNotFoundException', scan({}, 'IN_PROGRESS'), scan({})]);
    await check();
    const scans = aws.requests.filter(({ operation }) => operation === 'DescribeImageScanFindings');
    expect(scans.length).toBeGreaterThan(3);
    expect(new Set(scans.map(({ body }) => JSON.stringify(body.imageId)))).toEqual(
      new Set(['{"imageDigest":"sha256:arm64"}']),
    );
  });

  it('throws an error for high or critical findings on any page of the scan', async () => {
    aws.on('DescribeImageScanFindings', ({ nextToken }) =>
      nextToken === 'more'
        ? scan({ 'CVE-3': 'CRITICAL' })
        : scan({ 'CVE-1': 'HIGH', 'CVE-2': 'MEDIUM' }, 'COMPLETE', 'more'),
    );
    await expect(check()).rejects.toThrow('serious vulnerabilities: CVE-1, CVE-3.');
  });

  it("accepts a listed vulnerability until the exception's last day", async () => {
    aws.on('DescribeImageScanFindings', () => scan({ 'CVE-1': 'HIGH' }));
    await check([{ name: 'CVE-1', until: '2026-11-27' }]);
    await expect(check([{ name: 'CVE-1', until: '2026-11-26' }])).rejects.toThrow('CVE-1');
  });

  it('throws an error if the registry does not scan the image', async () => {
    aws.on('DescribeImageScanFindings', () => scan({}, 'UNSUPPORTED_IMAGE'));
    await expect(check()).rejects.toThrow("ECR can't scan qred/dev/card: UNSUPPORTED_IMAGE");
    aws.on('DescribeImageScanFindings', () => 'ScanNotFoundException');
    await expect(check()).rejects.toThrow('Gave up');
  });
});
