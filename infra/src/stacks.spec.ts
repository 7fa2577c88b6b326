import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { type Service, createDeployment } from './deployment.ts';
import { namesOf, pascalCase } from './naming.ts';
import { parametersOf } from './parameter-names.ts';
import { addStacks } from './platform.ts';
import { checkRules } from './rules.ts';
import { parseSettings } from './settings.ts';
import type { StageName } from './stages.ts';
import { bonusService } from './testing/bonus-service.ts';
import { openingsOf } from './testing/security-groups.ts';
import {
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

const reportSchema = z.object({
  pluginReports: z.array(z.object({ violations: z.array(z.unknown()) })),
});

const STAGES: readonly StageName[] = ['dev', 'production'];

let services: readonly Service[];
let stages: Readonly<Record<StageName, Stacks>>;

beforeAll(async () => {
  services = await workspaceServices();
  stages = {
    dev: synthesize({ stage: 'dev' }, services),
    production: synthesize({ stage: 'production' }, services),
  };
});

describe('the app', () => {
  it.each(STAGES)(
    'R28: breaks no rule of AWS Solutions in %s, and says nothing that CloudFormation doubts',
    (stage) => {
      expect(violationsOf(stage)).toEqual([]);
    },
  );

  it('R31, R37: has a foundation per stage, and per service its data, its migration and itself', () => {
    const own = (stage: StageName): string[] =>
      services.flatMap(({ manifest: { name, database } }) =>
        ['Data', ...(database ? ['Migration'] : []), ''].map((part) => `${pascalCase(name)}${part}-${stage}`),
      );

    expect([...stages.dev.keys()].sort()).toEqual(['Foundation-dev', ...own('dev')].sort());
    expect([...stages.production.keys()].sort()).toEqual(
      ['Foundation-production', 'Recovery-production', ...own('production')].sort(),
    );
  });

  it('R36: deploys a stack alone: none depends on another, exports to it or imports from it', () => {
    for (const stacks of Object.values(stages)) {
      for (const { dependencies, outputs, text } of stacks.values()) {
        expect(dependencies).toEqual([]);
        expect(text).not.toContain('Fn::ImportValue');
        for (const output of outputs) expect(output).not.toHaveProperty('Export');
      }
    }
  });

  it.each(STAGES)('R31: reads in %s what another stack publishes, or what is given by hand', (stage) => {
    const stacks = stages[stage];
    const published = resourcesOf(stacks.values(), 'AWS::SSM::Parameter').map(({ Properties }) =>
      String(Properties.Name),
    );
    const parameters = parametersOf(stage);
    const given = [
      ...Object.values(parameters.given),
      ...(stage === 'production' ? Object.values(parameters.identity) : []),
      ...services.flatMap(({ manifest }) => {
        const { image, migrationImage } = parameters.of(manifest);
        return [image, migrationImage];
      }),
    ];

    for (const { name, reads } of stacks.values()) {
      const unknown = reads.filter((each) => !published.includes(each) && !given.includes(each));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
    }
    expect(new Set(published).size).toBe(published.length);
  });

  it('R36: reads of other services no more than where its callees are', () => {
    for (const { manifest } of services) {
      const { reads } = stackNamed(stages.production, namesOf('production').stacks.service(manifest));
      const ofOthers = reads.filter(
        (name) => name.includes('/services/') && !name.includes(`/services/${manifest.name}/`),
      );

      expect(ofOthers.sort()).toEqual(
        manifest.calls.map((callee) => `/qred/production/services/${callee}/security-group-id`).sort(),
      );
    }
  });

  it('R26: is the same in a second region, with no word of the first', () => {
    const elsewhere = synthesize(
      { stage: 'production', region: 'eu-central-1', replicaRegion: 'eu-west-3' },
      services,
    );

    expect([...elsewhere.keys()]).toEqual([...stages.production.keys()]);
    for (const { name, text, region } of elsewhere.values()) {
      expect(text).not.toMatch(/eu-north-1|eu-west-1/);
      expect(region).toBe(name.startsWith('Recovery') ? 'eu-west-3' : 'eu-central-1');
    }
  });

  it('R26: can be made in a second region while the first still answers', () => {
    const record = only(stackNamed(stages.production, 'Foundation-production'), 'AWS::Route53::RecordSet');

    expect(record).toMatchObject({ Region: 'eu-north-1', SetIdentifier: 'eu-north-1' });
  });

  it('R26: trusts GitHub once per account, so that a second region does not ask for it again', () => {
    const second = synthesize({ stage: 'dev', githubProvider: 'existing' }, services);

    stackNamed(stages.dev, 'Foundation-dev').template.resourceCountIs('AWS::IAM::OIDCProvider', 1);
    stackNamed(second, 'Foundation-dev').template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
  });

  it('has a registry per service: tags that never move, images that are scanned and tidied up', () => {
    const repositories = resourcesOf(
      [stackNamed(stages.production, 'Foundation-production')],
      'AWS::ECR::Repository',
    );

    expect(repositories.map(({ Properties }) => Properties.RepositoryName)).toEqual(
      services.map(({ manifest }) => `qred/production/${manifest.name}`),
    );
    for (const { Properties } of repositories) {
      expect(Properties).toMatchObject({
        ImageTagMutability: 'IMMUTABLE',
        ImageScanningConfiguration: { ScanOnPush: true },
        LifecyclePolicy: expect.anything() as unknown,
      });
    }
  });
});

describe('a sixth service', () => {
  let six: Stacks;

  beforeAll(() => {
    six = synthesize({ stage: 'production' }, [...services, bonusService]);
  });

  it('R2, R12: gets all its stacks from its manifest and contract', () => {
    const added = [...six.keys()].filter((name) => !stages.production.has(name));

    expect(added.sort()).toEqual([
      'BonusPoints-production',
      'BonusPointsData-production',
      'BonusPointsMigration-production',
    ]);
    const data = stackNamed(six, 'BonusPointsData-production');
    data.template.resourceCountIs('AWS::RDS::DBInstance', 1);
    data.template.resourceCountIs('AWS::S3::Bucket', 1);
  });

  it('R18: gets the path of its contract, before the shorter one of another service', () => {
    const own = only(stackNamed(six, 'BonusPoints-production'), 'AWS::ElasticLoadBalancingV2::ListenerRule');
    const others = resourcesOf(
      [stackNamed(six, 'Account-production')],
      'AWS::ElasticLoadBalancingV2::ListenerRule',
    ).filter(({ Properties }) => JSON.stringify(Properties.Conditions).includes('/v1/accounts/*"'));

    expect(JSON.stringify(own.Conditions)).toContain('/v1/accounts/*/points');
    expect(others).toHaveLength(1);
    expect(Number(own.Priority)).toBeLessThan(Number(others[0]?.Properties.Priority));
  });

  it('R19: reaches the service that it calls, and is reached by nobody but the load balancer', () => {
    const openings = openingsOf(six);
    const tasks = '{/qred/production/services/bonus-points/security-group-id}';
    const card = '{/qred/production/services/card/security-group-id}';

    expect(openings).toContainEqual(
      expect.objectContaining({ direction: 'in', group: card, peer: tasks, port: 3003 }),
    );
    expect(
      new Set(
        openings
          .filter(({ direction, group }) => direction === 'in' && group === tasks)
          .map(({ peer }) => peer),
      ),
    ).toEqual(new Set(['{/qred/production/edge/security-group-id}']));
  });

  it('R36: changes no stack of another service', () => {
    const shared = ['Foundation-production', 'Recovery-production'];
    for (const [name, { text }] of stages.production) {
      if (shared.includes(name)) continue;
      expect({ name, same: stackNamed(six, name).text === text }).toEqual({ name, same: true });
    }
  });

  it('without a database has no migration, and no word of one', () => {
    const plain: Service = {
      ...bonusService,
      manifest: { ...bonusService.manifest, database: false, bucket: undefined, calls: [] },
    };
    const stacks = synthesize({ stage: 'dev' }, [...services, plain]);
    const { text } = stackNamed(stacks, 'BonusPoints-dev');

    expect([...stacks.keys()]).not.toContain('BonusPointsMigration-dev');
    expect(text).not.toContain('DATABASE_');
    expect(text).not.toContain('AWS/RDS');
  });
});

/** What the rules and CloudFormation's own schemas have to say, warnings too. Throws where synthesis fails. */
function violationsOf(stage: StageName): unknown[] {
  const outdir = mkdtempSync(join(tmpdir(), 'qred-rules-'));
  try {
    const app = new App({ outdir });
    checkRules(app);
    addStacks(app, createDeployment(parseSettings({ stage }), services));
    app.synth();
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    return reportSchema.parse(JSON.parse(report)).pluginReports.flatMap(({ violations }) => violations);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
