import { type Fields, isSame } from './document.ts';

/** Bounds from below: the higher, the fewer values. */
export const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
/** Bounds from above: the lower, the fewer values. */
export const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** What tells of values without admitting or refusing any. */
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
/** What says nothing of values of other types. */
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
/** Keywords with the value that says as much as leaving them out. */
const NEUTRAL: Fields = { minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false };

/** Whether a keyword tells of values without admitting or refusing any. */
export function isDeclaration(keyword: string): boolean {
  return ANNOTATIONS.includes(keyword) || keyword.startsWith('x-');
}

/** Whether a keyword with its value says something of the values of a type; undefined stands for any type. */
export function isTelling(keyword: string, value: unknown, type: unknown): boolean {
  if (keyword in NEUTRAL && isSame(value, NEUTRAL[keyword])) return false;
  return typeof type !== 'string' || !TYPED.has(keyword) || (BY_TYPE[type] ?? []).includes(keyword);
}
