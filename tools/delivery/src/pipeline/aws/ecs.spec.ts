import { FakeAws } from '../testing/fake-aws.ts';
import { type OneOffTask, ecsOneOffTasks, ecsRollouts } from './ecs.ts';

const polling = { pauseMs: 1, limitMs: 60_000 };
const briefPolling = { pauseMs: 1, limitMs: 20 };
const TASK = 'arn:aws:ecs:eu-north-1:123456789012:task/qred-dev/abc';

let aws: FakeAws;

beforeEach(() => {
  aws = new FakeAws();
});

describe('ecsOneOffTasks', () => {
  const tasks = (task: OneOffTask, limits = polling) =>
    ecsOneOffTasks({
      ...{ task, stage: 'dev', zones: ['a', 'b'], ecs: aws.ecs, ssm: aws.ssm, polling: limits },
    });
  const run = () => tasks('migration').run('card');

  const stopped = (containers: readonly object[], more = {}) => ({
    tasks: [{ taskArn: TASK, lastStatus: 'STOPPED', containers, ...more }],
  });

  beforeEach(() => {
    aws.on('GetParameter', ({ Name }) => ({ Parameter: { Value: `value of ${String(Name)}` } }));
    aws.on('RunTask', () => ({ tasks: [{ taskArn: TASK }], failures: [] }));
  });

  it("runs the latest revision in the service's network and waits until the task stops", async () => {
    aws.inTurn('DescribeTasks', [
      { tasks: [{ taskArn: TASK, lastStatus: 'RUNNING', containers: [{ name: 'roles', exitCode: 0 }] }] },
      stopped([
        { name: 'roles', exitCode: 0 },
        { name: 'migrate', exitCode: 0 },
      ]),
    ]);
    await run();
    expect(aws.requests.find(({ operation }) => operation === 'RunTask')?.body).toMatchObject({
      cluster: 'qred-dev',
      taskDefinition: 'qred-dev-card-migration',
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [
            'value of /qred/dev/network/private-subnet-0',
            'value of /qred/dev/network/private-subnet-1',
          ],
          securityGroups: ['value of /qred/dev/services/card/security-group-id'],
          assignPublicIp: 'DISABLED',
        },
      },
    });
    expect(aws.requests.filter(({ operation }) => operation === 'DescribeTasks')).toHaveLength(2);
  });

  it.each([
    [
      'a container with exit code 1',
      [
        { name: 'roles', exitCode: 0 },
        { name: 'migrate', exitCode: 1 },
      ],
      'migrate ended with 1',
    ],
    [
      'a container that never ran',
      [{ name: 'roles', exitCode: 0 }, { name: 'migrate' }],
      'migrate did not run',
    ],
    ['a task without containers', [], 'failed: The image is gone'],
  ])('throws an error that names the log group for %s', async (_, containers, message) => {
    aws.on('DescribeTasks', () => stopped(containers, { stoppedReason: 'The image is gone' }));
    await expect(run()).rejects.toThrow(message);
    await expect(run()).rejects.toThrow('/qred/dev/services/card/one-off, log streams task/*/abc');
  });

  it('seeds a database with the task definition for test data', async () => {
    aws.on('DescribeTasks', () => stopped([{ name: 'seed', exitCode: 1 }]));
    await expect(tasks('seed').run('card')).rejects.toThrow('The seed of card failed: seed ended with 1');
    const [request] = aws.requests.filter(({ operation }) => operation === 'RunTask');
    expect(request?.body.taskDefinition).toBe('qred-dev-card-seed');
  });

  it('throws an error with the message of ECS if the task does not start', async () => {
    aws.on('RunTask', () => ({ tasks: [], failures: [{ reason: 'RESOURCE:ENI', detail: 'none is left' }] }));
    await expect(run()).rejects.toThrow('RESOURCE:ENI: none is left');
  });

  it('throws an error when the time limit ends', async () => {
    aws.on('DescribeTasks', () => ({ tasks: [{ taskArn: TASK, lastStatus: 'PENDING' }] }));
    await expect(tasks('migration', briefPolling).run('card')).rejects.toThrow(
      'min for the migration of card',
    );
  });
});

describe('ecsRollouts', () => {
  const rollouts = (limits = polling) => ecsRollouts({ stage: 'dev', ecs: aws.ecs, polling: limits });

  const deployments = (...list: object[]) => ({
    services: [{ serviceName: 'card', status: 'ACTIVE', deployments: list }],
  });
  const primary = (taskDefinition: string, rolloutState: string, rolloutStateReason?: string) => ({
    ...{
      id: `ecs-svc/${taskDefinition}`,
      status: 'PRIMARY',
      taskDefinition,
      rolloutState,
      rolloutStateReason,
    },
  });
  const old = { id: 'ecs-svc/old', status: 'ACTIVE', taskDefinition: 'card:1', rolloutState: 'COMPLETED' };

  it('reports success when the rollout of the intended revision is complete', async () => {
    aws.inTurn('DescribeServices', [
      deployments(old, primary('card:2', 'IN_PROGRESS')),
      deployments(primary('card:2', 'COMPLETED')),
    ]);
    expect(await rollouts().settle('card', 'card:2')).toEqual({ kind: 'completed' });
    expect(aws.requests).toHaveLength(2);
    expect(aws.requests[0]?.body).toEqual({ cluster: 'qred-dev', services: ['card'] });
  });

  it('reports a rollback if a different revision becomes primary', async () => {
    aws.inTurn('DescribeServices', [
      deployments(primary('card:2', 'IN_PROGRESS')),
      deployments(primary('card:1', 'COMPLETED')),
    ]);
    expect(await rollouts().settle('card', 'card:2')).toEqual({
      kind: 'rolled_back',
      reason: 'ECS runs card:1 of card instead of card:2',
    });
  });

  it('reports a rollback if ECS reports a failure', async () => {
    aws.on('DescribeServices', () => deployments(primary('card:2', 'FAILED', 'tasks failed to start')));
    expect(await rollouts().settle('card', 'card:2')).toEqual({
      kind: 'rolled_back',
      reason: 'ECS gave up card:2: tasks failed to start',
    });
  });

  it('throws an error when the time limit ends', async () => {
    aws.on('DescribeServices', () => deployments(primary('card:2', 'IN_PROGRESS')));
    await expect(rollouts(briefPolling).settle('card', 'card:2')).rejects.toThrow(
      'min for card to run card:2',
    );
  });

  it('returns the running revision, or undefined if no revision runs', async () => {
    aws.on('DescribeServices', () => deployments(old, primary('card:2', 'COMPLETED')));
    expect(await rollouts().current('card')).toEqual({ id: 'ecs-svc/card:2', taskDefinition: 'card:2' });
    aws.on('DescribeServices', () => ({ services: [], failures: [{ reason: 'MISSING' }] }));
    expect(await rollouts().current('card')).toBeUndefined();
  });
});
