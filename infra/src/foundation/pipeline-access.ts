import { CfnOutput, Stack } from 'aws-cdk-lib';
import { type IOidcProvider, OidcProviderNative, OpenIdConnectPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Manifest } from '#libs/manifest';
import { allow, allowWildcard } from '../aws-solutions-rules.ts';
import type { Deployment } from '../deployment.ts';
import { BOOTSTRAP_QUALIFIER, CLOUDFRONT_REGION } from '../naming.ts';

const GITHUB = 'token.actions.githubusercontent.com';

const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const PUSH_ACTIONS = [
  'ecr:CompleteLayerUpload',
  'ecr:DescribeImageScanFindings',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** The role allows all services, so that a new service needs no deployment of the foundation. */
const ANY_SERVICE = 'The role covers all services of the stage, so a new service needs no change here';
const EACH: Pick<Manifest, 'name'> = { name: '*' };

/**
 * Lets GitHub jobs in the stage's environment deploy the stage's services. Other jobs can't sign in: pull
 * requests compare templates without an account (ADR 47).
 */
export class PipelineAccess extends Construct {
  private readonly deployment: Deployment;

  constructor(scope: Construct, deployment: Deployment, signingProfile: string) {
    super(scope, 'PipelineAccess');
    this.deployment = deployment;
    const role = this.createRole(this.trustGithub());
    this.allowCloudFormation(role);
    this.allowCopyOfParameters(role);
    this.allowImages(role, signingProfile);
    this.allowOneOffTasks(role);
    this.allowWatching(role);
  }

  private trustGithub(): IOidcProvider {
    if (this.deployment.githubProvider === 'create') {
      return new OidcProviderNative(this, 'Github', {
        url: `https://${GITHUB}`,
        clientIds: ['sts.amazonaws.com'],
      });
    }
    return OidcProviderNative.fromOidcProviderArn(
      this,
      'Github',
      this.arn('iam', 'oidc-provider', GITHUB, ''),
    );
  }

  private createRole(github: IOidcProvider): Role {
    const { repository, stage } = this.deployment;
    const role = new Role(this, 'Deploy', {
      description: `Workflows of ${repository} in the environment ${stage.name}`,
      assumedBy: new OpenIdConnectPrincipal(github, {
        StringEquals: {
          [`${GITHUB}:aud`]: 'sts.amazonaws.com',
          [`${GITHUB}:sub`]: `repo:${repository}:environment:${stage.name}`,
        },
      }),
    });
    new CfnOutput(this, 'DeployRole', { value: role.roleArn });
    return role;
  }

  /** `cdk bootstrap` creates these roles in each region. */
  private allowCloudFormation(role: Role): void {
    const { region, replicaRegion, stage } = this.deployment;
    const { account } = Stack.of(this);
    const regions = [region, CLOUDFRONT_REGION, ...(stage.replicated ? [replicaRegion] : [])];
    // The CDK itself builds and pushes only the mock's image.
    const publishing = ['file-publishing-role', ...(stage.mocksUnbuilt ? ['image-publishing-role'] : [])];
    const roles = regions.flatMap((each) =>
      ['deploy-role', ...publishing, 'lookup-role'].map((name) =>
        this.arn('iam', 'role', `cdk-${BOOTSTRAP_QUALIFIER}-${name}-${account}-${each}`, ''),
      ),
    );
    allow(role, { actions: ['sts:AssumeRole'], resources: roles });
  }

  /**
   * Stacks in other regions publish parameters in those regions. The pipeline copies the parameters to this
   * region, because stacks read parameters only here.
   */
  private allowCopyOfParameters(role: Role): void {
    const { parameters, replicaRegion, stage } = this.deployment;
    const copied = [
      { path: parameters.edgeFirewall.path, from: CLOUDFRONT_REGION },
      ...(stage.replicated ? [{ path: parameters.recovery.path, from: replicaRegion }] : []),
    ];
    const reason = 'The parameters of a stack are read and written together, and some of them name services';
    for (const { path, from } of copied) {
      allowWildcard(role, reason, {
        actions: ['ssm:GetParametersByPath'],
        resources: [path, `${path}/*`].map((name) => this.parameterArn(name, from)),
      });
      allowWildcard(role, reason, {
        actions: ['ssm:PutParameter'],
        resources: [this.parameterArn(`${path}/*`)],
      });
    }
  }

  private allowImages(role: Role, signingProfile: string): void {
    const { names, parameters, promotesFrom } = this.deployment;
    allowWildcard(role, ANY_SERVICE, {
      actions: [...PULL_ACTIONS, ...PUSH_ACTIONS],
      resources: [this.arn('ecr', 'repository', names.repository(EACH))],
    });
    if (promotesFrom !== undefined) {
      const source = { service: 'ecr', account: promotesFrom, resource: 'repository' };
      allowWildcard(role, 'The images of another stage, whose repositories allow only this account', {
        actions: PULL_ACTIONS,
        resources: [Stack.of(this).formatArn({ ...source, resourceName: 'qred/*' })],
      });
    }
    allow(role, { actions: ['signer:SignPayload'], resources: [signingProfile] });
    allowWildcard(role, "The registry's token is not specific to one repository", {
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'],
    });
    const { image, migrationImage } = parameters.of(EACH);
    allowWildcard(role, ANY_SERVICE, {
      actions: ['ssm:GetParameter', 'ssm:PutParameter'],
      resources: [image, migrationImage].map((name) => this.parameterArn(name)),
    });
  }

  private allowOneOffTasks(role: Role): void {
    const { names, parameters, region, zones } = this.deployment;
    const families = [names.migrationFamily(EACH), names.seedFamily(EACH)];
    allowWildcard(role, 'Each deployment runs the newest revision, and each revision has a new number', {
      actions: ['ecs:RunTask'],
      resources: families.map((family) => this.arn('ecs', 'task-definition', `${family}:*`)),
      conditions: { ArnEquals: { 'ecs:cluster': this.arn('ecs', 'cluster', names.cluster) } },
    });
    allowWildcard(role, 'CloudFormation generates the names of these roles. No other role has their path', {
      actions: ['iam:PassRole'],
      resources: [this.arn('iam', 'role', `${names.oneOffRolePath(region).slice(1)}*`, '')],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    });
    const places = [
      ...zones.map((_zone, index) => parameters.network.privateSubnet(index)),
      parameters.of(EACH).securityGroup,
    ];
    allowWildcard(role, ANY_SERVICE, {
      actions: ['ssm:GetParameter'],
      resources: places.map((name) => this.parameterArn(name)),
    });
  }

  private allowWatching(role: Role): void {
    const { names, parameters } = this.deployment;
    const { cluster } = names;
    allow(role, { actions: ['ssm:GetParameter'], resources: [this.parameterArn(parameters.edge.host)] });
    allowWildcard(role, ANY_SERVICE, {
      actions: ['ecs:DescribeServices'],
      resources: [this.arn('ecs', 'service', `${cluster}/*`)],
    });
    allowWildcard(role, 'ECS generates the ids of tasks when they start', {
      actions: ['ecs:DescribeTasks'],
      resources: [this.arn('ecs', 'task', `${cluster}/*`)],
    });
  }

  private arn(service: string, resource: string, resourceName: string, region?: string): string {
    return Stack.of(this).formatArn({
      service,
      resource,
      resourceName,
      ...(region !== undefined && { region }),
    });
  }

  private parameterArn(name: string, region?: string): string {
    return this.arn('ssm', 'parameter', name.slice(1), region);
  }
}
