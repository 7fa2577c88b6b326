import { type Settings, parseSettings } from '#infra';
import { type DeliveryVariable, deliveryVariables } from '../variables.ts';

const SHA = /^[0-9a-f]{40}$/;

/** Returns a required command line option. Throws an Error that names it if it is missing. */
export function requireOption(values: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = values[name];
  if (!value) throw new Error(`--${name} is missing`);
  return value;
}

/** Returns a required environment variable. Throws an Error that names it if it is missing. */
export function requireVariable(environment: NodeJS.ProcessEnv, name: DeliveryVariable): string {
  const value = deliveryVariables.parse(environment)[name];
  if (!value) throw new Error(`Set ${name}`);
  return value;
}

/** Throws an Error unless it is the full sha of a commit. */
export function requireSha(text: string): string {
  if (!SHA.test(text)) throw new Error(`${text} is not the full sha of a commit: 40 hex digits`);
  return text;
}

/** Throws an Error that lists the services if this is none of them. */
export function requireService(services: readonly { readonly name: string }[], service: string): string {
  const names = services.map(({ name }) => name);
  if (names.includes(service)) return service;
  throw new Error(`There is no service ${service}. The services are ${names.join(', ')}`);
}

/** A stage and its CDK settings. */
export interface StageSettings extends Settings {
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Reads the CDK app's settings, which a workflow gets as `CDK_CONTEXT`
 * (`domain=api.example.com region=eu-north-1`), so that every deployment uses those of the first deployment.
 * Throws an Error that lists every invalid setting.
 */
export function stageSettings(stage: string, environment: NodeJS.ProcessEnv): StageSettings {
  const { CDK_CONTEXT = '' } = deliveryVariables.parse(environment);
  const pairs = CDK_CONTEXT.split(/\s+/).filter((pair) => pair !== '');
  const context = Object.fromEntries([...pairs.map(parsePair), ['stage', stage]]);
  return { ...parseSettings(context), context };
}

function parsePair(pair: string): [string, string] {
  const { name, value } = /^(?<name>\w+)=(?<value>.+)$/.exec(pair)?.groups ?? {};
  if (!name || !value) throw new Error(`CDK_CONTEXT must be name=value, separated by spaces; ${pair} is not`);
  return [name, value];
}
