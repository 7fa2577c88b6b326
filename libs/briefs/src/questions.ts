import { type Choice, type Question } from './question.ts';

/** Who may use an operation. Without an access rule, the platform can't tell them from others yet. */
export const WHO = [
  { answer: 'members of the company', access: 'member' },
  { answer: 'anybody', access: 'public' },
  { answer: 'the owner of the company' },
  { answer: 'support' },
] as const satisfies readonly Choice[];

/** What people also write for an answer to `who`. */
const ALSO: readonly (readonly [RegExp, (typeof WHO)[number]['answer']])[] = [
  [
    /^(all |the |every )?(members?|employees?|users?|everyone in the company)( of (the|a) company)?$/i,
    'members of the company',
  ],
  [/^(anyone|everybody|everyone|the public)$/i, 'anybody'],
  [/^(only )?(the )?(company |account )?owners?( only)?( of the company)?$/i, 'the owner of the company'],
  [/^(the |customer |qred'?s? )*support( (team|people|person|staff))?$/i, 'support'],
];

/** The answer to `who` that a text stands for; the text itself if it is none. */
export function whoIn(text: string): string {
  return ALSO.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? text;
}

export const SHOWS = ['a list', 'one thing', 'one summary', 'a file'] as const;

/** The questions that a brief answers, in order. The terminal leaves out the ones that few briefs need. */
export const questions = {
  service: { ask: 'Which service is it for?', example: 'card' },
  name: { ask: 'What is it called, in a few words, the verb first?', example: 'freeze card' },
  does: {
    ask: 'What does the user do or see, in one sentence?',
    example: 'Freezes a card, so that nothing can be bought with it for a while.',
  },
  about: { ask: 'What is it about? Name one such thing.', example: 'card' },
  plural: { ask: 'What are several of {about} called?', example: 'cards' },
  inside: { ask: 'Of which thing is {about} a part?', example: 'invoice' },
  shows: {
    ask: 'What does the user see? "One summary" is one for the company; "a file" is something to download.',
    options: SHOWS,
  },
  find_by: { ask: 'By what can the user narrow the list? Write [] when by nothing.' },
  order: { ask: 'Which comes first in the list?', example: 'latest first' },
  values: { ask: 'Which values does the user see?' },
  when_nothing: { ask: 'What does the user see when there is no {about}?', example: 'There is no such card' },
  who: { ask: 'Who may see or do it?', options: WHO.map(({ answer }) => answer) },
  changes: {
    ask: 'Does it change anything? Write no, new, edit, setting or removal, or call the change by a noun.',
    example: 'freeze',
  },
  if_one_fails: {
    ask: 'If one of several {about} can\'t be changed, what happens to the others? Write "nothing changes".',
    example: 'nothing changes',
  },
  send: { ask: 'What must be sent for the change? Write [] when there is nothing to send.' },
  goes_wrong: { ask: 'What can go wrong? Write [] when nothing can.' },
} as const satisfies Readonly<Record<string, Question>>;

const yesOrNo = ['no', 'yes'] as const;

/** The questions about each value that is shown. */
export const valueQuestions = {
  name: { ask: 'What is the value called?', example: 'monthly limit' },
  from: { ask: 'Where does the value "{name}" come from?', example: "the company's agreement" },
  service: { ask: 'Which other service owns the value "{name}"?', example: 'transaction' },
  example: { ask: 'How does the value "{name}" look on the screen?', example: '5 400 kr' },
  sometimes_missing: { ask: 'Is the value "{name}" sometimes missing? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

/** The questions about each value that is sent. */
export const sentQuestions = {
  name: valueQuestions.name,
  example: valueQuestions.example,
  optional: { ask: 'May the user leave "{name}" out? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

/** The questions about each filter of a list. */
export const filterQuestions = {
  name: valueQuestions.name,
  example: { ask: 'How does the user write "{name}"?', example: '2026-06-01 to 2026-06-30' },
  always: { ask: 'Must the user always give "{name}"? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

/** The questions about each case that can go wrong. */
export const faultQuestions = {
  when: { ask: 'When does it go wrong?', example: 'the card is blocked' },
  told: { ask: 'What is the user told when {when}?', example: 'The card is blocked' },
} as const satisfies Readonly<Record<string, Question>>;
