import { camelCase, isPlural, pascalCase, plural as pluralOf, snakeCase } from '#libs/briefs';
import { SHARED_UNITS } from '#libs/manifest';

/** Names of other containers and processes in a stack, and of units that deploy like services. */
const RESERVED: readonly string[] = [
  ...SHARED_UNITS,
  'edge',
  'issuer',
  'postgres',
  'object-storage',
  'databases',
  'secrets',
];
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;
const LENGTH = { min: 2, max: 31 };

export interface ServiceNames {
  readonly singular: string;
  readonly plural: string;
  readonly Singular: string;
  readonly Plural: string;
  readonly camel: string;
  readonly camels: string;
  readonly snake: string;
  readonly snakes: string;
  readonly word: string;
  readonly words: string;
}

/** Derives the spellings from a name such as `payment-plan`. Throws an Error for a name that no service can have. */
export function serviceNames(name: string, plural?: string): ServiceNames {
  assertSpelling(name);
  if (plural !== undefined) assertSpelling(plural);
  if (plural === undefined && isPlural(name))
    throw new Error(`"${name}" looks like a plural. Name the service in the singular, or add --plural.`);
  const several = plural ?? pluralOf(name);
  return {
    singular: name,
    plural: several,
    Singular: pascalCase(name),
    Plural: pascalCase(several),
    camel: camelCase(name),
    camels: camelCase(several),
    snake: snakeCase(name),
    snakes: snakeCase(several),
    word: name.replaceAll('-', ' '),
    words: several.replaceAll('-', ' '),
  };
}

export function assertNameIsFree(name: string, taken: readonly string[]): void {
  if (RESERVED.includes(name)) throw new Error(`"${name}" is reserved for a part of the stack`);
  if (name.endsWith('-contract'))
    throw new Error(`"${name}" would be the contract of another service. Choose another name.`);
  if (taken.includes(name)) throw new Error(`"${name}" exists already. Choose another name.`);
}

function assertSpelling(name: string): void {
  if (KEBAB_CASE.test(name) && name.length >= LENGTH.min && name.length <= LENGTH.max) return;
  throw new Error(
    `"${name}" cannot name a service. Use ${LENGTH.min} to ${LENGTH.max} lower case letters and digits, words joined by hyphens.`,
  );
}
