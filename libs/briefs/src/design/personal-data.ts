import type { NamedExample } from '../values/value-kind.ts';
import { wordsOf } from '../words.ts';

const PERSONAL = new Set([
  'address',
  'birth',
  'birthday',
  'email',
  'mail',
  'mobile',
  'phone',
  'street',
  'surname',
  'telephone',
]);
const PERSON = new Set([
  'colleague',
  'contact',
  'employee',
  'family',
  'first',
  'full',
  'given',
  'holder',
  'last',
  'owner',
  'person',
  'user',
]);

export function isPersonal({ name, example }: NamedExample): boolean {
  const words = wordsOf(name);
  const isNameOfPerson = words.includes('name') && words.some((word) => PERSON.has(word));
  const isNumberOfPerson = /\bpersonal (identity )?number\b|\bssn\b|\biban\b|\bbank account\b/i.test(name);
  return (
    isNameOfPerson ||
    isNumberOfPerson ||
    words.some((word) => PERSONAL.has(word)) ||
    /^\S+@\S+\.\S+$/.test(example)
  );
}
