import type { Service } from './deployment.ts';
import { namesOf, pascalCase } from './naming.ts';
import { parametersOf } from './parameter-names.ts';
import type { StageName } from './stages.ts';
import { bonusService } from './testing/bonus-service.ts';
import { securityGroupRulesOf } from './testing/security-groups.ts';
import {
  DOMAIN,
  STAGES,
  type Stacks,
  only,
  resourcesOf,
  stackNamed,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

let services: readonly Service[];
let stacksOf: Readonly<Record<StageName, Stacks>>;

beforeAll(async () => {
  services = await workspaceServices();
  stacksOf = {
    dev: await synthesize({ stage: 'dev' }, services),
    production: await synthesize({ stage: 'production', ...DOMAIN }, services),
  };
});

describe('the app', () => {
  it("contains each stage's shared stacks and each service's stacks", () => {
    const own = (stage: StageName): string[] =>
      services.flatMap(({ manifest: { name, database } }) =>
        ['Data', ...(database ? ['Migration'] : []), ''].map((part) => `${pascalCase(name)}${part}-${stage}`),
      );

    expect([...stacksOf.dev.keys()].sort()).toEqual(
      ['EdgeFirewall-dev', 'Foundation-dev', 'Mock-dev', 'Monitoring-dev', 'Web-dev', ...own('dev')].sort(),
    );
    expect([...stacksOf.production.keys()].sort()).toEqual(
      [
        ...['EdgeFirewall', 'Foundation', 'Monitoring', 'Recovery', 'Web'].map(
          (name) => `${name}-production`,
        ),
        ...own('production'),
      ].sort(),
    );
  });

  it('has no dependency, export or import between stacks', () => {
    for (const stacks of Object.values(stacksOf)) {
      for (const { dependencies, outputs, text } of stacks.values()) {
        expect(dependencies).toEqual([]);
        expect(text).not.toContain('Fn::ImportValue');
        for (const output of outputs) expect(output).not.toHaveProperty('Export');
      }
    }
  });

  it.each(STAGES)('reads only parameters in %s that a stack publishes or an operator sets', (stage) => {
    const stacks = stacksOf[stage];
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

  it('reads no parameter of another service except the address of a callee', () => {
    for (const { manifest } of services) {
      const { reads } = stackNamed(stacksOf.production, namesOf('production').stacks.service(manifest));
      const ofOthers = reads.filter(
        (name) => name.includes('/services/') && !name.includes(`/services/${manifest.name}/`),
      );

      expect(ofOthers.sort()).toEqual(
        manifest.calls.map((callee) => `/qred/production/services/${callee}/security-group-id`).sort(),
      );
    }
  });

  it('uses only the regions in its settings', async () => {
    const elsewhere = await synthesize(
      { stage: 'production', region: 'eu-central-1', replicaRegion: 'eu-west-3', ...DOMAIN },
      services,
    );

    expect([...elsewhere.keys()]).toEqual([...stacksOf.production.keys()]);
    for (const { name, text, region } of elsewhere.values()) {
      expect(text).not.toMatch(/eu-north-1|eu-west-1/);
      const fixed = name.startsWith('EdgeFirewall') ? 'us-east-1' : 'eu-central-1';
      expect(region).toBe(name.startsWith('Recovery') ? 'eu-west-3' : fixed);
    }
  });

  it('gives the DNS record of each region a different identifier, so that two regions can run at the same time', () => {
    const record = only(stackNamed(stacksOf.production, 'Foundation-production'), 'AWS::Route53::RecordSet');

    expect(record).toMatchObject({ Region: 'eu-north-1', SetIdentifier: 'eu-north-1' });
  });

  it("creates GitHub's identity provider unless the account already has one", async () => {
    const second = await synthesize({ stage: 'dev', githubProvider: 'existing' }, services);

    expect(resourcesOf([stackNamed(stacksOf.dev, 'Foundation-dev')], 'AWS::IAM::OIDCProvider')).toHaveLength(
      1,
    );
    expect(resourcesOf([stackNamed(second, 'Foundation-dev')], 'AWS::IAM::OIDCProvider')).toHaveLength(0);
  });

  it('has an image registry for each service, with immutable tags, scanning and a lifecycle rule', () => {
    const repositories = resourcesOf(stacksOf.production.values(), 'AWS::ECR::Repository');

    expect(repositories.map(({ Properties }) => Properties.RepositoryName).sort()).toEqual(
      services.map(({ manifest }) => `qred/production/${manifest.name}`).sort(),
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

  beforeAll(async () => {
    six = await synthesize({ stage: 'production', ...DOMAIN }, [...services, bonusService]);
  });

  it('needs only a manifest and a contract to get all its stacks', () => {
    const added = [...six.keys()].filter((name) => !stacksOf.production.has(name));

    expect(added.sort()).toEqual([
      'BonusPoints-production',
      'BonusPointsData-production',
      'BonusPointsMigration-production',
    ]);
    const data = stackNamed(six, 'BonusPointsData-production');
    expect(resourcesOf([data], 'AWS::RDS::DBInstance')).toHaveLength(1);
    expect(resourcesOf([data], 'AWS::S3::Bucket')).toHaveLength(1);
  });

  it('gets listener rules that precede the rules of services with shorter paths', () => {
    const own = only(stackNamed(six, 'BonusPoints-production'), 'AWS::ElasticLoadBalancingV2::ListenerRule');
    const others = resourcesOf(
      [stackNamed(six, 'Account-production')],
      'AWS::ElasticLoadBalancingV2::ListenerRule',
    ).filter(({ Properties }) => JSON.stringify(Properties.Conditions).includes('/v1/accounts/*"'));

    expect(JSON.stringify(own.Conditions)).toContain('/v1/accounts/*/points');
    expect(others).toHaveLength(1);
    expect(Number(own.Priority)).toBeLessThan(Number(others[0]?.Properties.Priority));
  });

  it('can call its callee, and accepts calls only from the load balancer', () => {
    const rules = securityGroupRulesOf(six);
    const tasks = '{/qred/production/services/bonus-points/security-group-id}';
    const card = '{/qred/production/services/card/security-group-id}';

    expect(rules).toContainEqual(
      expect.objectContaining({ direction: 'in', group: card, peer: tasks, port: 3003 }),
    );
    expect(
      new Set(
        rules.filter(({ direction, group }) => direction === 'in' && group === tasks).map(({ peer }) => peer),
      ),
    ).toEqual(new Set(['{/qred/production/edge/security-group-id}']));
  });

  it('does not change the stacks of other services', () => {
    for (const [name, { text }] of stacksOf.production) {
      if (['Monitoring-production', 'Recovery-production'].includes(name)) continue;
      expect({ name, same: stackNamed(six, name).text === text }).toEqual({ name, same: true });
    }
  });

  it('has no migration stack if it has no database', async () => {
    const plain: Service = {
      ...bonusService,
      manifest: { ...bonusService.manifest, database: false, bucket: undefined, calls: [] },
    };
    const stacks = await synthesize({ stage: 'dev' }, [...services, plain]);
    const { text } = stackNamed(stacks, 'BonusPoints-dev');

    expect([...stacks.keys()]).not.toContain('BonusPointsMigration-dev');
    expect(text).not.toContain('DATABASE_');
    expect(text).not.toContain('AWS/RDS');
  });
});
