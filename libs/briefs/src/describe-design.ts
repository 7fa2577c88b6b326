import type { Design } from './design.ts';
import { exampleResponse } from './example-response.ts';
import type { Field } from './field.ts';

type Fact = readonly [title: string, items: readonly string[]];

/** What an operation does, in words: each fact has a title. Facts without items are left out. */
export function describeDesign(design: Design): Fact[] {
  const { service, operationId, method, path, status, access, query, body, fields, problems } = design;
  const { shape, order, limit, ofAccount, location } = design;
  const isPage = shape === 'page';
  const facts: Fact[] = [
    ['Operation', [`${service}.${operationId}`]],
    ['Request', [`${method} ${path}`]],
    ['Who', [access === 'public' ? 'anybody' : 'members of the company']],
    ['Narrowed by', [...(ofAccount ? ['account_id (id)'] : []), ...query.map(describeField)]],
    ['Sends', body.map(describeField)],
    [isPage || shape === 'several' ? `${status}, a list of` : `${status}, shows`, fields.map(describeField)],
    ['Order', order === undefined || !isPage ? [] : [order]],
    [
      'At most',
      isPage
        ? [
            limit
              ? `${limit.default}${limit.max > limit.default ? ` unless the user chooses up to ${limit.max}` : ''}`
              : '100 on a page',
          ]
        : [],
    ],
    ['Location', location === undefined ? [] : [location]],
    ['Errors', problems.map(({ status: error, code, when }) => `${error} ${code} if ${when}`)],
  ];
  return facts.filter(([, items]) => items.length > 0);
}

/** The facts, what the author must know, and an example of the response, as plain text. */
export function describeInText(design: Design, notes: readonly string[]): string {
  const facts = describeDesign(design).map(([title, items]) => `${title}: ${items.join(', ')}`);
  const example = JSON.stringify(exampleResponse(design), null, 2);
  return [...facts, ...notes.map((note) => `Note: ${note}`), `Example of the response: ${example}`].join(
    '\n',
  );
}

function describeField({ name, kind, optional, nullable }: Field): string {
  const remarks = [kind, ...(optional ? ['optional'] : []), ...(nullable ? ['may be missing'] : [])];
  return `${name} (${remarks.join('; ')})`;
}
