import { writeFileSync } from 'node:fs';
import { FakeAws } from '../testing/fake-aws.ts';
import { cdkStacks } from './cdk-stacks.ts';

const sha = 'a'.repeat(40);

describe('cdkStacks', () => {
  let aws: FakeAws;
  let replica: FakeAws;
  let cloudFront: FakeAws;
  let commands: string[][];

  beforeEach(() => {
    aws = new FakeAws();
    replica = new FakeAws();
    cloudFront = new FakeAws();
    for (const region of [replica, cloudFront]) region.on('GetParametersByPath', () => ({ Parameters: [] }));
    commands = [];
  });

  const stacks = (status = 0, outputs: object = { 'Card-dev': { TaskDefinition: 'card:7' } }) =>
    cdkStacks({
      stage: 'dev',
      assembly: 'dist/release/dev',
      ssm: aws.ssm,
      remote: { 'recovery-stack': replica.ssm, 'edge-firewall-stack': cloudFront.ssm },
      run: (command, args) => {
        commands.push([command, ...args]);
        const file = args[args.indexOf('--outputs-file') + 1] ?? '';
        if (status === 0) writeFileSync(file, JSON.stringify(outputs));
        return Promise.resolve({ status, stderr: '' });
      },
    });

  it("deploys only the service's synthesized stack, and returns the new task definition revision", async () => {
    expect(await stacks().deployService('card')).toBe('card:7');
    const [command = []] = commands;
    expect(command.slice(1, 5)).toEqual([
      'node_modules/aws-cdk/bin/cdk',
      'deploy',
      '--app',
      'dist/release/dev',
    ]);
    expect(command).toContain('--exclusively');
    expect(command.join(' ')).toContain('--require-approval never');
    expect(command.at(-1)).toBe('Card-dev');
  });

  it("deploys a service's data stack and the shared stacks", async () => {
    await stacks(0, {}).deploy('card', 'data-stack');
    for (const part of ['edge-firewall-stack', 'foundation-stack', 'monitoring-stack'] as const)
      await stacks(0, {}).deploy('foundation', part);
    expect(commands.map((command) => command.at(-1))).toEqual([
      'CardData-dev',
      'EdgeFirewall-dev',
      'Foundation-dev',
      'Monitoring-dev',
    ]);
    await expect(stacks().deploy('foundation', 'data-stack')).rejects.toThrow('foundation has no data-stack');
  });

  it("copies the recovery stack's parameters to the stage's region", async () => {
    const name = (service: string): string => `/qred/dev/recovery/services/${service}/bucket-name`;
    replica.inTurn('GetParametersByPath', [
      { Parameters: [{ Name: name('card'), Value: 'one' }], NextToken: 'next' },
      { Parameters: [{ Name: name('bonus-points'), Value: 'two' }] },
    ]);
    aws.on('PutParameter', () => ({ Version: 1 }));
    await stacks(0, {}).deploy('foundation', 'recovery-stack');
    expect(replica.requests[0]?.body).toMatchObject({ Path: '/qred/dev/recovery', Recursive: true });
    expect(aws.requests.map(({ body }) => body)).toEqual([
      { Name: name('card'), Value: 'one', Type: 'String', Overwrite: true },
      { Name: name('bonus-points'), Value: 'two', Type: 'String', Overwrite: true },
    ]);
    expect(commands).toHaveLength(1);
  });

  it("copies the ARN of CloudFront's web ACL to the stage's region", async () => {
    const acl = { Name: '/qred/dev/edge-firewall/web-acl-arn', Value: 'arn' };
    cloudFront.on('GetParametersByPath', () => ({ Parameters: [acl] }));
    aws.on('PutParameter', () => ({ Version: 1 }));
    await stacks(0, {}).deploy('foundation', 'edge-firewall-stack');
    expect(aws.requests.map(({ body }) => body)).toMatchObject([acl]);
    expect(replica.requests).toEqual([]);
  });

  it('deploys the migration stack of a service whose name has two words', async () => {
    await stacks(0, {}).deploy('bonus-points', 'migration-stack');
    expect(commands[0]?.at(-1)).toBe('BonusPointsMigration-dev');
  });

  it('throws an error if the CDK fails or outputs no revision', async () => {
    await expect(stacks(1).deployService('card')).rejects.toThrow('failed with status 1');
    await expect(stacks(0, {}).deployService('card')).rejects.toThrow(
      'Card-dev has no output TaskDefinition',
    );
  });

  it.each([
    ['service', '/qred/dev/services/card/image'],
    ['migration', '/qred/dev/services/card/migration-image'],
  ] as const)('sets the image of the %s and returns the previous image', async (task, Name) => {
    aws.on('GetParameter', () => ({ Parameter: { Value: 'before' } }));
    aws.on('PutParameter', () => ({ Version: 2 }));
    expect(await stacks().useImage('card', task, sha)).toBe('before');
    expect(aws.requests.map(({ operation, body }) => [operation, body])).toEqual([
      ['GetParameter', { Name }],
      ['PutParameter', { Name, Value: sha, Type: 'String', Overwrite: true }],
    ]);
  });

  it('returns no image before the first deployment, and rethrows other errors', async () => {
    aws.on('PutParameter', () => ({ Version: 1 }));
    aws.on('GetParameter', () => 'ParameterNotFound');
    expect(await stacks().useImage('card', 'service', sha)).toBeUndefined();
    aws.on('GetParameter', () => 'AccessDeniedException');
    await expect(stacks().useImage('card', 'service', sha)).rejects.toThrow('AccessDeniedException');
  });
});
