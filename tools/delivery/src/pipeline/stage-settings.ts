import { type Settings, parseSettings } from '#infra';

/** A stage and its CDK settings. */
export interface StageSettings extends Settings {
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Reads the CDK app's settings, which a workflow gets as `CDK_CONTEXT`
 * (`domain=api.example.com region=eu-north-1`), so that every deployment uses those of the first deployment.
 * Throws an Error that lists every invalid setting.
 */
export function stageSettings(stage: string, { CDK_CONTEXT = '' }: NodeJS.ProcessEnv): StageSettings {
  const pairs = CDK_CONTEXT.split(/\s+/).filter((pair) => pair !== '');
  const context = Object.fromEntries([...pairs.map(parsePair), ['stage', stage]]);
  return { ...parseSettings(context), context };
}

function parsePair(pair: string): [string, string] {
  const { name, value } = /^(?<name>\w+)=(?<value>.+)$/.exec(pair)?.groups ?? {};
  if (!name || !value) throw new Error(`CDK_CONTEXT must be name=value, separated by spaces; ${pair} is not`);
  return [name, value];
}
