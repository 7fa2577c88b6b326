import { inWordsOfForm } from './in-words-of-form.ts';

it.each([
  ['Which values does the user see? Answer it under values.', 'Which values does the user see?'],
  ['What can go wrong? Write [] if nothing can go wrong. Answer it under goes_wrong.', 'What can go wrong?'],
  [
    'What can go wrong? Answer it under goes_wrong. Write it like this:\n  goes_wrong:\n    - a: b',
    'What can go wrong?',
  ],
  [
    'What is the value called? Answer it under name of values, entry 2.',
    'What is the value called? (entry 2 of "Which values does the user see?")',
  ],
  [
    'Write "one thing" under shows, or name the change with a noun.',
    'Write "one thing" in the answer to "What does the user see?", or name the change with a noun.',
  ],
  [
    'Write "card" under service of values.',
    'Write "card" in the answer to "Which other service owns the value "…"?".',
  ],
  ['Money is under control.', 'Money is under control.'],
])('inWordsOfForm rewrites "%s" as "%s"', (question, words) => {
  expect(inWordsOfForm(question)).toBe(words);
});
