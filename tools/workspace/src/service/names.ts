import { names } from '@nx/devkit';

/** What other containers and processes of a stack are called. */
const RESERVED = ['edge', 'issuer', 'postgres', 'object-storage', 'databases', 'secrets'];

/** The spellings of a service's name that its files need. */
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

/** Every spelling of a name such as `payment-plan`. Throws an Error that says what a name must be. */
export function serviceNames(name: string): ServiceNames {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name) || name.length < 2 || name.length > 31)
    throw new Error(
      `"${name}" is no name for a service: 2 to 31 lower case letters, words joined by hyphens`,
    );
  if (/[^su]s$/.test(name))
    throw new Error(`"${name}" looks like a plural; name the service in the singular`);
  const plural = pluralOf(name);
  return {
    singular: name,
    plural,
    Singular: names(name).className,
    Plural: names(plural).className,
    camel: names(name).propertyName,
    camels: names(plural).propertyName,
    snake: name.replaceAll('-', '_'),
    snakes: plural.replaceAll('-', '_'),
    word: name.replaceAll('-', ' '),
    words: plural.replaceAll('-', ' '),
  };
}

/** Throws an Error where something in the workspace or in a stack has the name already. */
export function assertNameIsFree(name: string, taken: readonly string[]): void {
  if (RESERVED.includes(name)) throw new Error(`"${name}" is reserved for a part of the stack`);
  if (taken.includes(name))
    throw new Error(`There is a "${name}" already; a service needs a name of its own`);
}

function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, 'ies');
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
