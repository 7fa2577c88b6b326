import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import type { Service } from './deployment.ts';
import { databaseUsers, namesOf } from './naming.ts';
import { bonusService } from './testing/bonus-service.ts';
import {
  type StackTemplate,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  withDatabase,
  workspaceServices,
} from './testing/templates.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

interface Statement extends z.output<typeof statementSchema> {
  readonly stack: string;
}

let services: readonly Service[];
let withASixth: readonly Service[];
let dev: Stacks;
let production: Stacks;
let allowed: readonly Statement[];

beforeAll(async () => {
  services = await workspaceServices();
  withASixth = [...services, bonusService];
  dev = await synthesize({ stage: 'dev' }, services);
  production = await synthesize({ stage: 'production' }, withASixth);
  allowed = statementsOf([...dev.values(), ...production.values()]).filter(
    ({ Effect }) => Effect === 'Allow',
  );
});

/** The reasons why these actions are allowed on `*`. */
const ON_EVERYTHING: Readonly<Record<string, string>> = {
  'ecr:GetAuthorizationToken': "The registry's token is not specific to one repository",
  'servicediscovery:DiscoverInstances': 'Limited by its conditions to the namespace and the callees',
  'rds:DescribeDBInstanceAutomatedBackups': 'RDS lists all backups at once. Limited to the second region',
  'ce:GetCostAndUsage': 'Cost Explorer has no resources. Limited to its region',
  'ce:GetCostForecast': 'As above',
  's3:GetObject': 'In the policy of the endpoint, limited to buckets of the account by its condition',
  's3:PutObject': 'As above',
  's3:ListBucket': 'As above',
  'kms:*': 'In the policy of a key, `*` is that key. The statement delegates access to IAM',
  'kms:Decrypt': 'In the policy of a key, `*` is that key',
  'kms:GenerateDataKey*': 'In the policy of a key, `*` is that key',
};

/** The reasons why these actions have a wildcard. */
const WIDE_ACTIONS: Readonly<Record<string, string>> = {
  'kms:*': 'The default policy of a key, which delegates access to IAM of the account',
  'kms:GenerateDataKey*': "AWS's own policy for alarms that publish to an encrypted topic",
};

function taskRoleStatements(stack: string, role: RegExp): Statement[] {
  const template = stackNamed(production, stack);
  // The CDK splits a long policy into two. The two policies have different types, but both ids name the role.
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => resourcesOf([template], type))
    .filter(({ id }) => role.test(id))
    .flatMap((resource) => statementsOf([{ ...template, resources: [resource] }]));
}

describe('permissions', () => {
  it('list each action by name, and use a wildcard only for a documented reason', () => {
    const wide = new Set(allowed.flatMap(({ Action }) => Action.filter((action) => action.includes('*'))));

    expect(allowed.length).toBeGreaterThan(100);
    expect([...wide]).toEqual(Object.keys(WIDE_ACTIONS));
  });

  it('list each resource by name, and use `*` only for a documented reason', () => {
    const actions = new Set(
      allowed.filter(({ Resource }) => Resource.includes('*')).flatMap(({ Action }) => Action),
    );

    expect([...actions].sort()).toEqual(Object.keys(ON_EVERYTHING).sort());
  });

  it('add a condition to actions on the resource `*`', () => {
    const unconditional = ['ecr:GetAuthorizationToken', 'kms:*', 'kms:GenerateDataKey*'];
    const wide = allowed.filter(
      ({ Resource, Action }) =>
        Resource.includes('*') && !Action.some((action) => unconditional.includes(action)),
    );

    expect(wide.length).toBeGreaterThan(0);
    for (const statement of wide) expect(statement.Condition).not.toEqual({});
  });

  it('use no managed policy of AWS, except in a helper of the CDK', () => {
    const managed = [...dev.values(), ...production.values()].flatMap(({ resources }) =>
      resources.filter(({ Properties }) => Properties.ManagedPolicyArns !== undefined).map(({ id }) => id),
    );

    for (const id of managed) expect(id).toMatch(/^CustomVpcRestrictDefaultSG/);
  });

  it('give each task an execution role and a task role', () => {
    const tasks = resourcesOf([...dev.values(), ...production.values()], 'AWS::ECS::TaskDefinition');

    expect(tasks.length).toBeGreaterThanOrEqual(3 * services.length);
    for (const { Properties } of tasks) {
      expect(Properties.TaskRoleArn).toMatch(/TaskRole/);
      expect(Properties.ExecutionRoleArn).toMatch(/ExecutionRole/);
      expect(Properties.TaskRoleArn).not.toBe(Properties.ExecutionRoleArn);
    }
  });

  it("let only the stage's web pages upload files, and only to buckets that accept uploads", () => {
    for (const { manifest } of withASixth.filter((service) => service.manifest.bucket)) {
      const stack = stackNamed(production, namesOf('production').stacks.data(manifest));
      const rules = {
        CorsRules: [
          {
            AllowedOrigins: ['https://{/qred/production/edge/host}'],
            AllowedMethods: ['PUT', 'GET'],
            AllowedHeaders: ['content-type', 'if-none-match'],
            MaxAge: 600,
          },
        ],
      };
      expect(only(stack, 'AWS::S3::Bucket').CorsConfiguration).toEqual(
        manifest.bucket === 'read-write' ? rules : undefined,
      );
    }
  });

  it("let a serving task use only its service's database, bucket and callees", () => {
    for (const { manifest } of withASixth) {
      const found = taskRoleStatements(namesOf('production').stacks.service(manifest), /TaskRole/);
      const own = `{/qred/production/services/${manifest.name}`;
      const user = databaseUsers(manifest).serving;
      const expected = [
        ...(manifest.database
          ? [
              {
                Action: ['rds-db:connect'],
                Resource: [
                  `arn:<AWS::Partition>:rds-db:eu-north-1:<AWS::AccountId>:dbuser:${own}/database/resource-id}/${user}`,
                ],
              },
            ]
          : []),
        ...(manifest.bucket
          ? [
              {
                Action: ['s3:GetObject'],
                Resource: [`arn:<AWS::Partition>:s3:::${own}/bucket-name}/*`],
              },
            ]
          : []),
        ...(manifest.bucket === 'read-write'
          ? [
              {
                Action: ['s3:PutObject'],
                Resource: [`arn:<AWS::Partition>:s3:::${own}/bucket-name}/uploads/*`],
              },
              { Action: ['s3:ListBucket'], Resource: [`arn:<AWS::Partition>:s3:::${own}/bucket-name}`] },
            ]
          : []),
        ...(manifest.calls.length > 0
          ? [
              {
                Action: ['servicediscovery:DiscoverInstances'],
                Resource: ['*'],
                Condition: {
                  StringEquals: {
                    'servicediscovery:NamespaceName': 'qred',
                    'servicediscovery:ServiceName': manifest.calls,
                  },
                },
              },
            ]
          : []),
      ];

      expect(found).toMatchObject(expected);
      expect(found).toHaveLength(expected.length);
    }
  });

  it("let a migration sign in only to its service's database, with two database users", () => {
    for (const { manifest } of withDatabase(services)) {
      const found = taskRoleStatements(namesOf('production').stacks.migration(manifest), /MigrationTaskRole/);

      expect(new Set(found.flatMap(({ Action }) => Action))).toEqual(new Set(['rds-db:connect']));
      expect(found.flatMap(({ Resource }) => Resource)).toEqual([
        expect.stringMatching(new RegExp(`${manifest.name}/database/resource-id}/postgres$`)),
        expect.stringMatching(new RegExp(`${manifest.name}/database/resource-id}/\\w+_migration$`)),
      ]);
    }
  });

  it('let an execution role fetch only one image, write only one log and read only the TLS secret', () => {
    for (const { manifest } of withDatabase(services)) {
      const { stacks } = namesOf('production');
      const serving = taskRoleStatements(stacks.service(manifest), /ExecutionRole/);
      const migrating = taskRoleStatements(stacks.migration(manifest), /ExecutionRole/);
      const toStart = [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetAuthorizationToken',
        'ecr:GetDownloadUrlForLayer',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
      ];

      const secret = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

      expect(serving.flatMap(({ Action }) => Action).sort()).toEqual([...toStart, ...secret]);
      expect(JSON.stringify(serving)).toContain('{/qred/production/services-tls/secret-arn}');
      expect(migrating.flatMap(({ Action }) => Action).sort()).toEqual(toStart);
      expect(JSON.stringify(serving)).toContain(`repository/qred/production/${manifest.name}"`);
    }
  });

  it.each(['qred/platform', 'qred@6154722/platform@935372120'])(
    "let a workflow sign in only from the repository %s and from the stage's environment",
    async (repository) => {
      const stacks = await synthesize({ stage: 'production', repository }, services);
      const roles = resourcesOf([stackNamed(stacks, 'Foundation-production')], 'AWS::IAM::Role').filter(
        ({ id }) => id.startsWith('PipelineAccess'),
      );
      const trusted = roles.map(({ Properties }) => Properties.AssumeRolePolicyDocument);

      expect(trusted).toMatchObject([
        {
          Statement: [
            {
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: {
                StringEquals: {
                  'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
                  'token.actions.githubusercontent.com:sub': `repo:${repository}:environment:production`,
                },
              },
            },
          ],
        },
      ]);
    },
  );

  it('let a workflow deploy only services of its stage, including new services', () => {
    const found = taskRoleStatements('Foundation-production', /^PipelineAccessDeploy/);
    const resources = found
      .flatMap(({ Resource }) => Resource)
      .filter((name) => !/bootstrap|:role\/|<ImageSupplyProfile/.test(name));

    expect(resources.every((name) => name === '*' || /qred[/-]production\b/.test(name))).toBe(true);
    for (const { manifest } of services)
      expect(resources.join()).not.toMatch(new RegExp(`\\b${manifest.name}\\b`));

    expect(new Set(found.flatMap(({ Action }) => Action))).toEqual(
      new Set([
        'sts:AssumeRole',
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:DescribeImageScanFindings',
        'ecr:GetAuthorizationToken',
        'ecr:GetDownloadUrlForLayer',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
        'signer:SignPayload',
        'ssm:GetParameter',
        'ssm:GetParametersByPath',
        'ssm:PutParameter',
        'ecs:RunTask',
        'iam:PassRole',
        'ecs:DescribeServices',
        'ecs:DescribeTasks',
      ]),
    );
  });

  it('let the pipeline deploy in every region that has stacks of the stage', () => {
    const regionsIn = (stacks: Stacks, stage: string): Set<string> => {
      const statements = statementsOf([stackNamed(stacks, `Foundation-${stage}`)]);
      const roles = statements
        .filter(({ Action }) => Action.includes('sts:AssumeRole'))
        .flatMap(({ Resource }) => Resource);
      return new Set(roles.flatMap((role) => /cdk-hnb659fds-deploy-role-.*>-(.*)$/.exec(role)?.[1] ?? []));
    };
    for (const [stage, stacks] of [['dev', dev] as const, ['production', production] as const])
      expect(regionsIn(stacks, stage)).toEqual(new Set([...stacks.values()].map(({ region }) => region)));
  });

  it('let the pipeline pass only the roles of one-off tasks to ECS', () => {
    const passed = allowed.filter(({ Action }) => Action.includes('iam:PassRole'));

    expect(passed.map(({ Resource }) => Resource)).toEqual([
      ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/qred/dev/eu-north-1/one-off/*'],
      ['arn:<AWS::Partition>:iam::<AWS::AccountId>:role/qred/production/eu-north-1/one-off/*'],
    ]);
    const paths = resourcesOf(production.values(), 'AWS::IAM::Role').map(({ Properties }) => Properties.Path);
    expect(paths.filter((path) => path === '/qred/production/eu-north-1/one-off/')).toHaveLength(
      2 * withDatabase(withASixth).length,
    );
  });
});

describe('the user pool', () => {
  it('exists only in a stage without an external issuer', () => {
    const foundation = stackNamed(production, 'Foundation-production');

    expect(resourcesOf([foundation], 'AWS::Cognito::UserPool')).toHaveLength(0);
    expect(resourcesOf([stackNamed(dev, 'Foundation-dev')], 'AWS::Cognito::UserPool')).toHaveLength(1);
  });

  it('prevents users from signing up and from changing their list of accounts', () => {
    const foundation = stackNamed(dev, 'Foundation-dev');

    expect(only(foundation, 'AWS::Cognito::UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    expect(only(foundation, 'AWS::Cognito::UserPoolClient').WriteAttributes).toEqual(['nickname']);
  });

  it("lets the web app sign people in without a secret, and redirects only to the web app's pages", () => {
    const foundation = stackNamed(dev, 'Foundation-dev');
    const client = only(foundation, 'AWS::Cognito::UserPoolClient');
    const host = resourcesOf([foundation], 'AWS::SSM::Parameter').find(
      ({ Properties }) => Properties.Name === '/qred/dev/edge/host',
    )?.Properties.Value;
    const pages = [`https://${String(host)}/`, 'http://localhost:8080/', 'http://127.0.0.1:8080/'];

    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: pages,
      LogoutURLs: pages,
    });
    expect(client).not.toHaveProperty('GenerateSecret', true);
  });

  it("adds a user's account ids and owned account ids to the access token", async () => {
    const foundation = stackNamed(dev, 'Foundation-dev');
    const { UserPoolTier, LambdaConfig } = only(foundation, 'AWS::Cognito::UserPool');
    const request = {
      userAttributes: {
        'custom:account_ids': 'company-ab,company-cd',
        'custom:owned_account_ids': 'company-cd,company-of-others',
      },
    };

    expect(UserPoolTier).toBe('ESSENTIALS');
    expect(LambdaConfig).toMatchObject({ PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } });
    expect(await runTrigger({ request, response: {} })).toEqual({
      request,
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: {
            claimsToAddOrOverride: {
              account_ids: ['company-ab', 'company-cd'],
              owned_account_ids: ['company-cd'],
            },
            scopesToSuppress: ['aws.cognito.signin.user.admin'],
          },
        },
      },
    });
    expect(JSON.stringify(await runTrigger({ request: { userAttributes: {} }, response: {} }))).toContain(
      '"account_ids":[],"owned_account_ids":[]',
    );
  });

  it("has a group for support employees, and publishes the group's name for services", () => {
    const foundation = stackNamed(dev, 'Foundation-dev');
    const { GroupName } = only(foundation, 'AWS::Cognito::UserPoolGroup');
    const published = resourcesOf([foundation], 'AWS::SSM::Parameter').find(
      ({ Properties }) => Properties.Name === '/qred/dev/identity/support-group',
    );
    expect(published?.Properties.Value).toBe(GroupName);
  });
});

async function runTrigger(event: object): Promise<unknown> {
  const [code] = resourcesOf([stackNamed(dev, 'Foundation-dev')], 'AWS::Lambda::Function')
    .map(({ Properties }) => JSON.stringify(Properties.Code))
    .filter((text) => text.includes('account_ids'));
  const { ZipFile } = z.object({ ZipFile: z.string() }).parse(JSON.parse(code ?? '{}'));
  const script = `const exports = {}; ${ZipFile}; exports.handler(${JSON.stringify(event)}).then(JSON.stringify)`;
  return JSON.parse(z.string().parse(await runInNewContext(script))) as unknown;
}

function statementsOf(stacks: Iterable<StackTemplate>): Statement[] {
  return [...stacks].flatMap(({ name, resources }) =>
    resources.flatMap(({ Properties }) =>
      statementsIn(Properties).map((statement) => ({ ...statement, stack: name })),
    ),
  );
}

function statementsIn(value: unknown): z.output<typeof statementSchema>[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && Array.isArray(value.Statement)) {
    return value.Statement.map((statement) => statementSchema.parse(statement));
  }
  return Object.values(value).flatMap(statementsIn);
}
