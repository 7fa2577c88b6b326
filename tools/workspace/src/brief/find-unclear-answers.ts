import type { Brief } from './brief.ts';
import { wordsOf } from './words.ts';

const JARGON = new Set([
  ...['api', 'backend', 'boolean', 'database', 'endpoint', 'frontend', 'http', 'integer', 'json'],
  ...['null', 'payload', 'schema', 'string', 'table', 'uuid'],
]);
/** The shortest sentence that says what an operation does. */
const FEWEST_WORDS = 3;
const MONEY_WORDS = new Set(['amount', 'balance', 'cost', 'fee', 'limit', 'price', 'remaining', 'spend']);
const PLAIN_NUMBER = /^-?\d[\d\s]*([,.]\d+)?$/u;

/** Asks a follow-up question about each answer that would lead to a poor API. */
export function findUnclearAnswers(brief: Brief): string[] {
  const texts = [
    brief.does,
    brief.when_nothing,
    ...brief.values.map(({ from }) => from),
    ...brief.goes_wrong.flatMap(({ when, told }) => [when, told]),
  ];
  const jargon = new Set(texts.flatMap(wordsOf).filter((word) => JARGON.has(word)));
  return [
    ...(wordsOf(brief.does).length < FEWEST_WORDS ? [askForSentence(brief)] : []),
    ...[...jargon].map((word) => `How would a customer say "${word}"? Write that instead.`),
    ...[...brief.values, ...brief.send].filter(looksLikeMoney).map(askForAmount),
  ];
}

function askForSentence({ does }: Brief): string {
  return `What does the user do or see? "${does}" does not say. Write a sentence under does.`;
}

function looksLikeMoney({ name, example }: { readonly name: string; readonly example: string }): boolean {
  return MONEY_WORDS.has(wordsOf(name).at(-1) ?? '') && PLAIN_NUMBER.test(example);
}

function askForAmount({ name, example }: { readonly name: string; readonly example: string }): string {
  return `Is "${name}" money? Then write ${example} kr. If it counts something, call it "number of" and what it counts.`;
}
