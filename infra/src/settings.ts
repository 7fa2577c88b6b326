import type { Node } from 'constructs';
import { z } from 'zod';
import { type Profile, profiles } from './profiles.ts';
import { type Stage, stages } from './stages.ts';

/** Users choose these settings on the command line with `-c name=value`. */
export interface Settings {
  readonly stage: Stage;
  readonly profile: Profile;
  readonly region: string;
  readonly replicaRegion: string;
  /** The zones are fixed, so synthesis needs no AWS account. */
  readonly zones: readonly string[];
  /** The domain of the API and the web app. Without a domain, the stage uses an address of CloudFront. */
  readonly domain: string | undefined;
  /**
   * The GitHub repository whose workflows may deploy. The name has the format of GitHub's tokens: `owner@id/name@id`,
   * or `owner/name` if the repository has no immutable subjects.
   */
  readonly repository: string;
  /**
   * Whether stacks, databases and the load balancer are protected from deletion. The protection is off only during the
   * first deployment, so that CloudFormation can delete resources if that deployment fails.
   */
  readonly deletionProtection: boolean;
  /** Whether the account already trusts GitHub. An account can have only one identity provider for GitHub. */
  readonly githubProvider: 'create' | 'existing';
  /** The AWS account that copies this stage's images to the next stage. */
  readonly promotesTo: string | undefined;
  /** The AWS account that this stage copies images from. */
  readonly promotesFrom: string | undefined;
  /** The OTLP address of the trace collector. Without an address, services don't trace. */
  readonly tracesEndpoint: string | undefined;
  /** ARN of the secret with the collector's headers, such as an API key: `name=value,name=value`. */
  readonly tracesHeadersSecret: string | undefined;
}

/**
 * The letters of the zones. If a region lacks one of these zones, set other letters. A small profile uses only the
 * first two zones.
 */
const DEFAULT_ZONES = 'a,b,c';

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be the name of an AWS region');

const account = z.string().regex(/^\d{12}$/, 'must be the id of an AWS account: 12 digits');

const contextSchema = z
  .object({
    stage: z.enum(Object.values(stages).map(({ name }) => name)),
    profile: z.enum(Object.values(profiles).map(({ name }) => name)).optional(),
    region: region.default('eu-north-1'),
    replicaRegion: region.default('eu-west-1'),
    zones: z
      .string()
      .regex(/^[a-z](,[a-z]){2}$/, 'must be three letters with commas between them')
      .default(DEFAULT_ZONES),
    domain: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain name')
      .optional(),
    repository: z
      .string()
      .regex(/^[\w.-]+(?:@\d+\/[\w.-]+@\d+|\/[\w.-]+)$/, 'must be owner/name or owner@id/name@id')
      .default('qred/platform'),
    deletionProtection: z
      .enum(['on', 'off'])
      .default('on')
      .transform((value) => value === 'on'),
    githubProvider: z.enum(['create', 'existing']).default('create'),
    promotesTo: account.optional(),
    promotesFrom: account.optional(),
    tracesEndpoint: z.url({ protocol: /^https$/ }).optional(),
    tracesHeadersSecret: z
      .string()
      .regex(/^arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:\S+$/, 'must be the ARN of a secret')
      .optional(),
  })
  .refine(({ region, replicaRegion }) => region !== replicaRegion, {
    path: ['replicaRegion'],
    message: 'must differ from region',
  })
  .refine(({ stage, profile }) => !profile || stages[stage].acceptedProfiles.includes(profile), {
    path: ['profile'],
    message: 'is too small for this stage: it needs databases of their own in several zones (R17)',
  })
  .refine(({ tracesEndpoint, tracesHeadersSecret }) => tracesEndpoint ?? !tracesHeadersSecret, {
    path: ['tracesHeadersSecret'],
    message: 'needs tracesEndpoint',
  });

export const SETTINGS: readonly string[] = Object.keys(contextSchema.shape);

export type Context = Readonly<Partial<Record<keyof z.input<typeof contextSchema>, string>>>;

export function settingsFrom(node: Node): Settings {
  const entries = SETTINGS.map((key): [string, unknown] => [key, node.tryGetContext(key)]);
  return parseSettings(Object.fromEntries(entries));
}

/** Throws an Error that lists every invalid setting. */
export function parseSettings(context: Readonly<Record<string, unknown>>): Settings {
  const result = contextSchema.safeParse(context);
  if (!result.success) {
    throw new Error(`The settings (-c name=value) are not valid:\n${z.prettifyError(result.error)}`);
  }
  const {
    stage: name,
    profile: chosen,
    zones,
    domain,
    tracesEndpoint,
    tracesHeadersSecret,
    promotesTo,
    promotesFrom,
    ...settings
  } = result.data;
  const stage = stages[name];
  const profile = profiles[chosen ?? stage.defaultProfile];
  return {
    ...settings,
    stage,
    profile,
    zones: zones
      .split(',')
      .slice(0, profile.zones)
      .map((letter) => settings.region + letter),
    domain,
    tracesEndpoint,
    tracesHeadersSecret,
    promotesTo,
    promotesFrom,
  };
}
