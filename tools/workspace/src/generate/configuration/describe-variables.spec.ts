import { z } from 'zod';
import { describeVariables } from './describe-variables.ts';

const port = z.string().transform(Number).pipe(z.number().min(0).max(65_535));

describe('describeVariables', () => {
  it.each([
    ['a choice with a default', z.enum(['iam', 'none']).default('iam'), '`iam`, `none`', '`iam`'],
    ['an optional number', port.optional(), '0 to 65535', 'optional'],
    ['a number with a default', port.default(80), '0 to 65535', '`80`'],
    ['a required URL', z.url(), 'URL', 'required'],
    ['a transformed text', z.string().transform((value) => value.length), 'text', 'required'],
  ])('describes the values and the default of %s', (_, schema, values, fallback) => {
    expect(describeVariables([{ NAME: schema.describe('Meaning.') }])).toEqual([
      { name: 'NAME', meaning: 'Meaning.', values, fallback },
    ]);
  });

  it('combines the values if several schemas describe a variable', () => {
    const shapes = [
      { AUTH: z.undefined() },
      { AUTH: z.literal('iam').describe('How to sign in.') },
      { AUTH: z.literal('password') },
    ];
    expect(describeVariables(shapes)).toEqual([
      { name: 'AUTH', meaning: 'How to sign in.', values: '`iam`, `password`', fallback: 'required' },
    ]);
  });

  it('rejects a variable without a description', () => {
    expect(() => describeVariables([{ PORT: port, HOST: z.string() }])).toThrow(/PORT, HOST/);
  });
});
