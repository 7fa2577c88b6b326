import { parsePrefer } from './parse-prefer.ts';

it.each([
  ['code=404', { code: '404' }],
  ['CODE = "404" , Example=a-b', { code: '404', example: 'a-b' }],
  ['code=404, code=500', { code: '404' }],
  ['respond-async, wait=100', { 'respond-async': '', wait: '100' }],
  ['foo; code=500; bar, example=x', { foo: '', example: 'x' }],
  ['foo="a, code=500; \\" b", code=404', { foo: 'a, code=500; " b', code: '404' }],
  ['example=""', { example: '' }],
  ['code=40 4, =, ;, example=x', { example: 'x' }],
  ['constructor=1, __proto__=2', { constructor: '1', ['__proto__']: '2' }],
  ['', {}],
])('parsePrefer parses %j', (header, preferences) => {
  expect([...parsePrefer(header)]).toEqual(Object.entries(preferences));
});
