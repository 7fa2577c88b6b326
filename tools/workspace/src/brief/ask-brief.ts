import type { Manifest } from '#libs/manifest';
import { type Question, wording } from './question.ts';
import { faultQuestions, questions, valueQuestions } from './questions.ts';

type Answers = Record<string, string>;

/** Asks a person: in the terminal, or scripted in tests. */
export interface Asker {
  text(message: string, example: string): Promise<string>;
  choose(message: string, options: readonly string[]): Promise<string>;
  more(what: string): Promise<boolean>;
}

/** Asks the questions of a brief in order, and skips those that earlier answers rule out. */
export async function askBrief(
  asker: Asker,
  services: readonly Pick<Manifest, 'purpose'>[],
): Promise<Record<string, unknown>> {
  const answers: Answers = {};
  const lists: Record<string, Answers[]> = {};
  const { service, plural, values, send, goes_wrong, changes, ...plain } = questions;
  const purposes = services.map(({ purpose }) => purpose);
  answers.service = await asker.choose(service.ask, purposes);
  for (const [key, question] of Object.entries(plain)) answers[key] = await ask(asker, question, answers);
  lists.values = await askEach(asker, values, valueQuestions, 1);
  answers.changes = answers.shows === 'one thing' ? await ask(asker, changes, answers) : 'no';
  const { name, example } = valueQuestions;
  lists.send = answers.changes === 'no' ? [] : await askEach(asker, send, { name, example }, 0);
  lists.goes_wrong = await askEach(asker, goes_wrong, faultQuestions, 0);
  const all: Record<string, unknown> = { ...answers, ...lists };
  return Object.fromEntries(Object.keys(questions).map((key) => [key, all[key]]));
}

async function askEach(
  asker: Asker,
  question: Question,
  parts: Readonly<Record<string, Question>>,
  atLeast: number,
): Promise<Answers[]> {
  const items: Answers[] = [];
  while (items.length < atLeast || (await asker.more(moreOf(question, items.length)))) {
    const item: Answers = {};
    for (const [key, part] of Object.entries(parts)) item[key] = await ask(asker, part, item);
    items.push(item);
  }
  return items;
}

function moreOf({ ask: text }: Question, count: number): string {
  const [what = text] = text.split(' Write []');
  return count === 0 ? `${what} Is there anything?` : `${what} Anything else?`;
}

function ask(asker: Asker, question: Question, answers: Answers): Promise<string> {
  const message = wording(question, answers);
  return question.options
    ? asker.choose(message, question.options)
    : asker.text(message, question.example ?? '');
}
