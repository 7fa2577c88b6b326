import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { z } from 'zod';
import type { Service } from './deployment.ts';
import {
  STAGES,
  type Resource,
  type StackTemplate,
  type Stacks,
  synthesize,
  workspaceServices,
} from './testing/templates.ts';

/** These properties also contain a name, even if the primary identifier of the resource is a generated id. */
const ALSO_NAMED_BY = /^(Name|.*Name|.*Identifier)$/;

const specification = loadAwsServiceSpecSync();

let services: readonly Service[];

beforeAll(async () => {
  services = await workspaceServices();
});

describe.each(STAGES)('the first deployment in %s', (stage) => {
  let first: Stacks;
  let later: Stacks;

  beforeAll(async () => {
    first = await synthesize({ stage, deletionProtection: 'off' }, services);
    later = await synthesize({ stage }, services);
  });

  it('can run again if any resource could not be created', () => {
    for (const { terminationProtection, resources } of first.values()) {
      expect(terminationProtection).toBe(false);
      expect(resources.filter(isProtected)).toEqual([]);
      expect(resources.filter(isKeptAfterFailure).flatMap(fixedNamesOf)).toEqual([]);
    }
  });

  it('is the same as later deployments, except that nothing has deletion protection', () => {
    const changed = [...first.values()].flatMap((stack) => changesOf(stack, later.get(stack.name)));

    expect([...later.keys()]).toEqual([...first.keys()]);
    expect(new Set(changed)).toEqual(
      new Set([
        'AWS::RDS::DBInstance',
        ...(stage === 'production' ? ['AWS::ElasticLoadBalancingV2::LoadBalancer'] : []),
      ]),
    );
  });

  it('is followed by deployments that protect the stacks and databases from deletion', () => {
    const protectedResources = [...later.values()].flatMap(({ resources }) => resources.filter(isProtected));

    expect(protectedResources.length).toBeGreaterThan(0);
    for (const { name, terminationProtection } of later.values())
      expect({ name, terminationProtection }).toEqual({
        name,
        terminationProtection: /Data-|Foundation|Recovery/.test(name),
      });
  });
});

function isKeptAfterFailure({ DeletionPolicy }: Resource): boolean {
  return DeletionPolicy === 'Retain';
}

/** If AWS refuses to delete a resource, the rollback fails. */
function isProtected({ Properties }: Resource): boolean {
  const attributes = z
    .array(z.object({ Key: z.string(), Value: z.unknown() }))
    .default([])
    .parse(Properties.LoadBalancerAttributes);
  return (
    Properties.DeletionProtection === true ||
    Properties.DeletionProtectionEnabled === true ||
    attributes.some(({ Key, Value }) => Key === 'deletion_protection.enabled' && Value === 'true')
  );
}

/** AWS can't create two resources with the same name. */
function fixedNamesOf({ Type, Properties }: Resource): string[] {
  const [type] = specification.lookup('resource', 'cloudFormationType', 'equals', Type);
  const identifiers = type?.primaryIdentifier ?? [];
  return Object.entries(Properties)
    .filter(([property]) => identifiers.includes(property) || ALSO_NAMED_BY.test(property))
    .map(([property, value]) => `${Type} ${property} ${JSON.stringify(value)}`);
}

/**
 * Returns the types of the resources that are protected in only one of two templates. Fails if the templates
 * differ in anything else.
 */
function changesOf(one: StackTemplate, other: StackTemplate | undefined): string[] {
  expect(other?.resources.map(({ id }) => id)).toEqual(one.resources.map(({ id }) => id));
  return one.resources.flatMap((resource, index) => {
    const changed = other?.resources[index];
    if (JSON.stringify(resource) === JSON.stringify(changed)) return [];
    expect(withoutProtection(changed)).toBe(withoutProtection(resource));
    return [resource.Type];
  });
}

function withoutProtection(resource: Resource | undefined): string {
  return JSON.stringify(resource)
    .replace(/"DeletionProtection":(true|false)/, '')
    .replace(/("Key":"deletion_protection.enabled","Value":)"(true|false)"/, '');
}
