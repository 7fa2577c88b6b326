import { type Choice, type Question } from './question.ts';

export const WHO: readonly Choice[] = [
  { answer: 'members of the company', access: 'member' },
  { answer: 'anybody', access: 'public' },
];

export const SHOWS = ['a list', 'one thing'] as const;

/** The questions that a brief answers, in order. The terminal asks all but `plural`, which few briefs need. */
export const questions = {
  service: { ask: 'Which service is it for?', example: 'card' },
  name: { ask: 'What is it called, in a few words, the verb first?', example: 'freeze card' },
  does: {
    ask: 'What does the user do or see, in one sentence?',
    example: 'Freezes a card, so that nothing can be bought with it for a while.',
  },
  about: { ask: 'What is it about? Name one such thing.', example: 'card' },
  plural: { ask: 'What are several of {about} called?', example: 'cards' },
  shows: { ask: 'Does the user see a list or one thing?', options: SHOWS },
  values: { ask: 'Which values does the user see?' },
  when_nothing: { ask: 'What does the user see when there is no {about}?', example: 'There is no such card' },
  who: { ask: 'Who may see or do it?', options: WHO.map(({ answer }) => answer) },
  changes: {
    ask: 'Does it change anything? Write no, or call the change by a noun.',
    example: 'freeze',
  },
  send: { ask: 'What must be sent for the change? Write [] when there is nothing to send.' },
  goes_wrong: { ask: 'What can go wrong? Write [] when nothing can.' },
} as const satisfies Readonly<Record<string, Question>>;

/** The questions about each value that is shown or sent. */
export const valueQuestions = {
  name: { ask: 'What is the value called?', example: 'monthly limit' },
  from: { ask: 'Where does the value "{name}" come from?', example: "the company's agreement" },
  example: { ask: 'How does the value "{name}" look on the screen?', example: '5 400 kr' },
  sometimes_missing: {
    ask: 'Is the value "{name}" sometimes missing? Write yes or no.',
    options: ['no', 'yes'],
  },
} as const satisfies Readonly<Record<string, Question>>;

/** The questions about each case that can go wrong. */
export const faultQuestions = {
  when: { ask: 'When does it go wrong?', example: 'the card is blocked' },
  told: { ask: 'What is the user told when {when}?', example: 'The card is blocked' },
} as const satisfies Readonly<Record<string, Question>>;
