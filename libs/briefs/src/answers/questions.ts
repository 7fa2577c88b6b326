import { type Choice, type Question } from './question.ts';
import { lookUp } from '../look-up.ts';

/** The groups of users that access rules can distinguish. */
export const WHO = [
  { answer: 'members of the company', access: 'member' },
  { answer: 'owners of the company', access: 'owner' },
  { answer: "Qred's support", access: 'support' },
  { answer: 'anybody', access: 'public' },
] as const satisfies readonly Choice[];

export const SHOWS = ['a list', 'one thing', 'one summary', 'a file'] as const;

type Also = readonly (readonly [RegExp, string])[];

/** Other texts that authors use for an answer. */
const ALSO_WHO: Also = [
  [
    /^(all |the |every |any |signed[- ]in )*(members?|employees?|users?|customers?|everyone in the company|me|i)( (of|in) (the|a|their|my) company)?$/i,
    'members of the company',
  ],
  [
    /^(only |just )?(all |the |an |any |every |a )*(compan(y's|ies'|y) )?owners?( of (the|a|their|my) company)?( only)?$/i,
    'owners of the company',
  ],
  [
    /^(only |just )?(all |the |our |employees? |people |staff |somebody |someone |of |in |from |at )*(qred('s|s')? )?(customer )?support( (team|staff|people|employees?|agents?))?( (of|at) qred)?( only)?$/i,
    "Qred's support",
  ],
  [/^(anyone|everybody|everyone|the public|public)$/i, 'anybody'],
];
const ALSO_SHOWS: Also = [
  [/^(an? |the )?(\w+ )?(list|ranking|table)\b/i, 'a list'],
  [/^(one|a|a single) (thing|item)\b/i, 'one thing'],
  [/^(one |a |the )?(summary|total|sum)\b/i, 'one summary'],
  [/^(a |one )?(file|pdf|download)\b/i, 'a file'],
];
const ALSO_CHANGES: Also = [
  [/^(no|none|nothing|no changes?|it only shows.*)$/i, 'no'],
  [/^(an? |something |one )?(new|creation|create|add)( thing| one)?$/i, 'new'],
  [/^(an? )?(edit|update)$/i, 'edit'],
  [/^(an? )?settings?$/i, 'setting'],
  [/^(an? |the )?(removal|remove|deletion|delete)$/i, 'removal'],
];

const NOUNS: Readonly<Record<string, string>> = {
  activate: 'activation',
  approve: 'approval',
  cancel: 'cancellation',
  close: 'closure',
  confirm: 'confirmation',
  pay: 'payment',
  reject: 'rejection',
  renew: 'renewal',
};

function meant(also: Also, text: string): string {
  return also.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? text;
}

/** Converts a text to one of the answers to `who`. An unknown text stays unchanged. */
export const whoIn = (text: string) => meant(ALSO_WHO, text);
export const showsIn = (text: string) => meant(ALSO_SHOWS, text);
/** Converts a text to a kind of change. For an unknown change, returns its noun without an article. */
export function changeIn(text: string): string {
  const noun = meant(ALSO_CHANGES, text)
    .replace(/^((yes[,:]? )?(an?|the)|yes[,:]) /i, '')
    .replace(/ of .+$/i, '');
  return lookUp(NOUNS, noun.toLowerCase()) ?? noun;
}

/** The questions of a brief in order. The terminal skips questions that few briefs need. */
export const questions = {
  service: { ask: 'Which service is it for?', example: 'card' },
  name: { ask: 'What is it called, in a few words, the verb first?', example: 'freeze card' },
  does: {
    ask: 'What does the user do or see, in one sentence?',
    example: 'Freezes a card, so that nothing can be bought with it for a while.',
  },
  about: { ask: 'What is it about? Name one such thing.', example: 'card' },
  plural: { ask: 'What are several of {about} called?', example: 'cards' },
  inside: { ask: 'Which thing does {about} belong to?', example: 'invoice' },
  shows: {
    ask: 'What does the user see? "One summary" is one summary for the company, and "a file" is a file to download.',
    options: SHOWS,
  },
  find_by: { ask: 'Which filters does the list have? Write [] if it has no filters.' },
  order: { ask: 'Which entry comes first in the list?', example: 'latest first' },
  values: { ask: 'Which values does the user see?' },
  when_nothing: { ask: 'What does the user see when there is no {about}?', example: 'There is no such card' },
  who: { ask: 'Who may see or do it?', options: WHO.map(({ answer }) => answer) },
  changes: {
    ask: 'Does it change anything? Write no, new, edit, setting or removal, or name the change with a noun.',
    example: 'freeze',
  },
  if_one_fails: {
    ask: 'If one of several {about} can\'t be changed, what happens to the others? Write "nothing changes".',
    example: 'nothing changes',
  },
  found_in: {
    ask: 'How does the user find {about}? Name the brief or the operation.',
    example: 'list statements',
  },
  send: { ask: 'What must the user send for the change? Write [] if the user sends nothing.' },
  goes_wrong: { ask: 'What can go wrong? Write [] if nothing can go wrong.' },
} as const satisfies Readonly<Record<string, Question>>;

const yesOrNo = ['no', 'yes'] as const;

export const valueQuestions = {
  name: { ask: 'What is the value called?', example: 'monthly limit' },
  from: { ask: 'Where does the value "{name}" come from?', example: "the company's agreement" },
  service: { ask: 'Which other service owns the value "{name}"?', example: 'transaction' },
  example: { ask: 'How does the value "{name}" look on the screen?', example: '5 400 kr' },
  empty: {
    ask: 'How does the value "{name}" look when there is nothing? Write "missing" if there is no value in this case.',
    example: '0 kr',
  },
  sometimes_missing: { ask: 'Is the value "{name}" sometimes missing? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

export const sentQuestions = {
  name: valueQuestions.name,
  example: {
    ask: 'How does the user write "{name}"? For a file, write its types and size: "JPEG or PNG, up to 10 MB".',
    example: valueQuestions.example.example,
  },
  optional: { ask: 'May the user leave "{name}" out? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

export const filterQuestions = {
  name: valueQuestions.name,
  example: { ask: 'How does the user write "{name}"?', example: '2026-06-01 to 2026-06-30' },
  always: { ask: 'Must the user always give "{name}"? Write yes or no.', options: yesOrNo },
} as const satisfies Readonly<Record<string, Question>>;

export const faultQuestions = {
  when: { ask: 'When does it go wrong?', example: 'the card is blocked' },
  told: { ask: 'Which message does the user see in the case "{when}"?', example: 'The card is blocked' },
} as const satisfies Readonly<Record<string, Question>>;
