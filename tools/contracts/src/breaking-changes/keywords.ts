import { type Fields, isSame } from './document.ts';

/** If the number in one of these keywords grows, fewer values are valid. */
export const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
/** If the number in one of these keywords falls, fewer values are valid. */
export const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const ANNOTATIONS = [
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  '$comment',
  'readOnly',
  'writeOnly',
  'default',
];
/** Keywords that apply to one type only. */
const NUMBER = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf', 'format'];
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'],
  integer: NUMBER,
  number: NUMBER,
  array: [
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
  ],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'minProperties',
    'maxProperties',
    'patternProperties',
    'propertyNames',
    'dependentRequired',
    'dependentSchemas',
  ],
};
const TYPED = new Set(Object.values(BY_TYPE).flat());
/** With these values, a keyword has no effect. */
const NEUTRAL: Fields = { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false };

export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.includes(keyword) || keyword.startsWith('x-');
}

/** Whether a keyword with this value constrains a type. An undefined type means any type. */
export function isConstraining(keyword: string, value: unknown, type: unknown): boolean {
  if (Object.hasOwn(NEUTRAL, keyword) && isSame(value, NEUTRAL[keyword])) return false;
  return typeof type !== 'string' || !TYPED.has(keyword) || (BY_TYPE[type] ?? []).includes(keyword);
}
