import { platformProblems } from '#contracts/vocabulary';
import type { Design } from './design.ts';
import { missingIn } from './problem-of-case.ts';
import { exampleRequest, exampleResponse } from './example-response.ts';
import type { Field } from './field.ts';
import { planExamples } from './plan-examples.ts';

type Fact = readonly [title: string, items: readonly string[]];

export interface ShownExample {
  readonly title: string;
  readonly text: string;
}

const companyNotFound = {
  ...platformProblems.accountNotFound,
  when: 'there is no such company',
};

/** Describes the operation as facts. Facts without items are left out. */
export function describeDesign(design: Design): Fact[] {
  const { service, operationId, method, path, status, query, body, fields, problems } = design;
  const { access, shape, order, param, partParam, about, subject, ofAccount, ofAllAccounts, location } =
    design;
  const isList = shape !== 'one';
  const facts: Fact[] = [
    ['Operation', [`${service}.${operationId}`]],
    ['Request', [`${method} ${path}`]],
    ['Who', [WHO_MAY[design.access]]],
    [
      'In the address',
      [
        ...(param === undefined ? [] : [`${param} (id of the ${companyOr(subject)})`]),
        ...(partParam === undefined ? [] : [`${partParam} (id of the ${about})`]),
        ...(ofAccount ? [`account_id (id of the company${ofAllAccounts ? '; optional' : ''})`] : []),
        ...query.map(describeField),
      ],
    ],
    ['What is sent', body.map(describeField)],
    [
      `What comes back (${status}${isList ? ', a list' : ''})`,
      status === 204 ? ['nothing'] : fields.map(describeField),
    ],
    ['Order', order === undefined || shape !== 'page' ? [] : [order]],
    ['At most', shape === 'page' ? [describeLimit(design)] : []],
    ['If one fails', shape === 'several' ? ['nothing changes'] : []],
    ['When nothing is set', [whenNotSet(design)].filter((text) => text !== undefined)],
    ['Address of the new thing', location === undefined ? [] : [location]],
    [
      'What can go wrong',
      [...deniedTo(access), ...(ofAccount ? [companyNotFound] : []), ...problems].map(
        ({ status: error, code, when, title }) => `${error} ${code} if ${when}, with the message "${title}"`,
      ),
    ],
  ];
  return facts.filter(([, items]) => items.length > 0);
}

/** The text about the default of a company setting. Undefined if the brief has no such text. */
export function whenNotSet({ form, isSummary, whenNothing }: Design): string | undefined {
  return form === 'setting' && isSummary && missingIn(whenNothing) === undefined ? whenNothing : undefined;
}

/** Describes the request and the response. If the response can be without data, an example shows that response too. */
export function describeExamples(design: Design): ShownExample[] {
  const examples = planExamples(design);
  return examples.flatMap((example): ShownExample[] => {
    const { response, summary } = example;
    if (response !== 'filled' && response !== 'empty') return [];
    const { address, body } = exampleRequest(design, example);
    const answer = design.status === 204 ? 'no body' : json(exampleResponse(design, response));
    if (response === 'empty')
      return [
        {
          title: `Example of the response when there is nothing (${summary})`,
          text: answer,
        },
      ];
    return [
      {
        title: titleOf('Example of the request', design.body),
        text: [address, ...(body === undefined ? [] : [json(body)])].join('\n'),
      },
      {
        title: titleOf('Example of the response', design.fields),
        text: answer,
      },
    ];
  });
}

function titleOf(title: string, fields: readonly Field[]): string {
  const notes = new Map(
    fields.flatMap(({ exampleNotes = [] }) => exampleNotes).map((note) => [note.split(':')[0], note]),
  );
  return notes.size === 0 ? title : `${title} (${[...notes.values()].join('; ')})`;
}

export function describeInText(design: Design, notes: readonly string[]): string {
  return [
    design.summary,
    '',
    ...describeDesign(design).map(([title, items]) =>
      items.length === 1
        ? `${title}: ${items[0]}`
        : [`${title}:`, ...items.map((item) => `- ${item}`)].join('\n'),
    ),
    ...notes.map((note) => `Note: ${note}`),
    ...describeExamples(design).flatMap(({ title, text }) => ['', `${title}:`, text]),
  ].join('\n');
}

const WHO_MAY: Readonly<Record<Design['access'], string>> = {
  public: 'Anybody may do this, without signing in.',
  member: 'Any member of the company may do this.',
  owner: 'Only an owner of the company may do this.',
  support: "Only people in Qred's support may do this, for any company.",
};

function deniedTo(access: Design['access']) {
  if (access === 'owner')
    return [
      {
        ...platformProblems.forbidden,
        when: 'a member does not own the company',
      },
    ];
  return access === 'support'
    ? [
        {
          ...platformProblems.forbidden,
          when: 'a member of a company calls it',
        },
      ]
    : [];
}

function describeLimit({ limit }: Design): string {
  if (!limit) return '100 on a page';
  return `${limit.default}${limit.max > limit.default ? ` unless the user chooses up to ${limit.max}` : ''}`;
}

function companyOr(subject = ''): string {
  return subject === 'account' ? 'company' : subject;
}

function describeField({ name, kind, optional, nullable, personal, source }: Field): string {
  const properties = [
    kind,
    ...(optional ? ['optional'] : []),
    ...(nullable ? ['may be missing'] : []),
    ...(personal ? ['personal data'] : []),
    ...(source === undefined ? [] : [`from ${source}`]),
  ];
  return `${name} (${properties.join('; ')})`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
