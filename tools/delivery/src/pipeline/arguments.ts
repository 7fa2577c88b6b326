import { type Settings, type StageName, parseSettings, stages } from '#infra';
import { type DeliveryVariable, deliveryVariables } from '../variables.ts';

const CONTEXT_VARIABLES = {
  dev: 'CDK_CONTEXT_DEV',
  production: 'CDK_CONTEXT_PRODUCTION',
} as const satisfies Record<StageName, DeliveryVariable>;

const SHA = /^[0-9a-f]{40}$/;

export const STAGE_OPTION = {
  type: 'string',
  required: true,
  help: Object.keys(stages).join(' or '),
} as const;
export const SERVICES_OPTION = {
  type: 'string',
  value: 'NAMES',
  help: 'deploy these services although they are new or held after a rollback, separated by spaces; all means every service',
} as const;

/** Throws an Error that names the variable if it is missing. */
export function requireVariable(environment: NodeJS.ProcessEnv, name: DeliveryVariable): string {
  const value = deliveryVariables.parse(environment)[name];
  if (!value) throw new Error(`Set ${name}`);
  return value;
}

/** Throws an Error unless the text is the full sha of a commit. */
export function requireSha(text: string): string {
  if (!SHA.test(text)) throw new Error(`${text} is not the full sha of a commit: 40 hex digits`);
  return text;
}

/** Throws an Error that lists all services if the name is unknown. */
export function requireService(services: readonly { readonly name: string }[], service: string): string {
  const names = services.map(({ name }) => name);
  if (names.includes(service)) return service;
  throw new Error(`There is no service ${service}. The services are ${names.join(', ')}`);
}

/**
 * Parses service names that are separated by spaces. `all` means every service. Throws an Error if a name is
 * unknown.
 */
export function parseNames(
  text: string | undefined,
  services: readonly { readonly name: string }[],
): string[] {
  const names = (text ?? '').split(/\s+/).filter((name) => name !== '');
  if (names.includes('all')) return services.map(({ name }) => name);
  return names.map((name) => requireService(services, name));
}

export interface StageSettings extends Settings {
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Reads a stage's CDK settings from `CDK_CONTEXT_DEV` or `CDK_CONTEXT_PRODUCTION`, such as
 * `domain=api.example.com region=eu-north-1`. These variables keep the settings of the first deployment for
 * all later deployments. Throws an Error that lists every invalid setting.
 */
export function stageSettings(stage: string, environment: NodeJS.ProcessEnv): StageSettings {
  const variables = new Map<string, DeliveryVariable>(Object.entries(CONTEXT_VARIABLES));
  const variable = variables.get(stage) ?? CONTEXT_VARIABLES.dev;
  const text = deliveryVariables.parse(environment)[variable] ?? '';
  const pairs = text.split(/\s+/).filter((pair) => pair !== '');
  const context = Object.fromEntries([...pairs.map((pair) => parsePair(pair, variable)), ['stage', stage]]);
  return { ...parseSettings(context), context };
}

export function allStageSettings(environment: NodeJS.ProcessEnv): StageSettings[] {
  return Object.keys(stages).map((stage) => stageSettings(stage, environment));
}

function parsePair(pair: string, variable: string): [string, string] {
  const { name, value } = /^(?<name>\w+)=(?<value>.+)$/.exec(pair)?.groups ?? {};
  if (!name || !value) throw new Error(`${variable} must be name=value, separated by spaces; ${pair} is not`);
  return [name, value];
}
