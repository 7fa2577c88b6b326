import { resolve } from 'node:path';
import { z } from 'zod';
import { type Service, loadServices } from '../deployment.ts';
import { type Context, parseSettings } from '../settings.ts';
import { stages } from '../stages.ts';

export const DOMAIN = { domain: 'api.qred.example' };
export const STAGES = Object.values(stages).map(({ name }) => name);

const record = z.record(z.string(), z.unknown());

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: record.default({}),
      DeletionPolicy: z.string().optional(),
      DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  ),
  Parameters: z
    .record(z.string(), z.object({ Type: z.string(), Default: z.string().optional() }))
    .default({}),
  Outputs: z.record(z.string(), record).default({}),
});

export type Resource = z.output<typeof templateSchema>['Resources'][string] & { readonly id: string };

const stackSchema = z.object({
  name: z.string(),
  region: z.string(),
  terminationProtection: z.boolean(),
  template: z.unknown(),
  dependencies: z.array(z.string()),
});

type SynthesizedStack = z.output<typeof stackSchema>;

export interface StackTemplate extends Readonly<Omit<SynthesizedStack, 'template'>> {
  readonly text: string;
  /** Each reference is resolved: `{/qred/…}` stands for a parameter, and `<Id.Attribute>` for a resource. */
  readonly resources: readonly Resource[];
  readonly reads: readonly string[];
  readonly outputs: readonly Readonly<Record<string, unknown>>[];
  readonly outputNames: readonly string[];
}

export type Stacks = ReadonlyMap<string, StackTemplate>;

let loadedServices: Promise<readonly Service[]> | undefined;

export function workspaceServices(): Promise<readonly Service[]> {
  return (loadedServices ??= loadServices(resolve(__dirname, '../../..')));
}

export function withDatabase(services: readonly Service[]): Service[] {
  return services.filter(({ manifest }) => manifest.database);
}

/** All spec files share the stacks of the workspace's services. */
export async function synthesize(context: Context, services: readonly Service[]): Promise<Stacks> {
  const changed = services === (await workspaceServices()) ? undefined : services;
  const json = await synthesizeStage(parseSettings(context), changed);
  const stacks = z.array(stackSchema).parse(JSON.parse(json)).map(describeStack);
  return new Map(stacks.map((stack) => [stack.name, stack]));
}

function describeStack({ template, ...stack }: SynthesizedStack): StackTemplate {
  const { Parameters, Resources, Outputs } = templateSchema.parse(template);
  const parameters = parametersRead(Parameters);
  return {
    ...stack,
    text: JSON.stringify(template),
    resources: Object.entries(Resources).map(([id, resource]) => ({
      ...resource,
      id,
      Properties: record.parse(resolveReferences(resource.Properties, parameters)),
    })),
    reads: [...parameters.values()],
    outputs: Object.values(Outputs),
    outputNames: Object.keys(Outputs),
  };
}

export function resourcesOf(stacks: Iterable<StackTemplate>, type: string): Resource[] {
  return [...stacks].flatMap(({ resources }) => resources.filter(({ Type }) => Type === type));
}

/**
 * Returns the properties of the stack's only resource of this type. Throws an Error if the stack has no such resource
 * or several of them.
 */
export function only(stack: StackTemplate, type: string): Record<string, unknown> {
  const found = resourcesOf([stack], type);
  const [resource] = found;
  if (!resource || found.length > 1) throw new Error(`${stack.name} has ${found.length} of ${type}`);
  return resource.Properties;
}

/** Throws an Error if no stack has this name. */
export function stackNamed(stacks: Stacks, name: string): StackTemplate {
  const stack = stacks.get(name);
  if (!stack) throw new Error(`There is no stack ${name}, only ${[...stacks.keys()].join(', ')}`);
  return stack;
}

function parametersRead(
  parameters: z.output<typeof templateSchema>['Parameters'],
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(parameters).flatMap(([id, { Type, Default }]): [string, string][] =>
      Type.startsWith('AWS::SSM::Parameter') && Default !== undefined && id !== 'BootstrapVersion'
        ? [[id, Default]]
        : [],
    ),
  );
}

function resolveReferences(value: unknown, parameters: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, parameters));
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value && typeof value.Ref === 'string') {
    const name = parameters.get(value.Ref);
    return name === undefined ? `<${value.Ref}>` : `{${name}}`;
  }
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt']))
    return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in value) {
    const [delimiter, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(value['Fn::Join']);
    return parts.map((part) => String(resolveReferences(part, parameters))).join(delimiter);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveReferences(item, parameters)]),
  );
}
