import {
  type Question,
  faultQuestions,
  filterQuestions,
  questions,
  sentQuestions,
  valueQuestions,
  wording,
} from '#libs/briefs';
import type { Manifest } from '#libs/manifest';

export type Answers = Record<string, unknown>;

/** The answer that goes back to the question before. */
export const BACK = '<';

/** Asks a person: in the terminal, or scripted in tests. */
export interface Asker {
  text(message: string, example: string): Promise<string>;
  choose(message: string, options: readonly string[]): Promise<string>;
  more(what: string): Promise<boolean>;
}

interface Options {
  /** What an earlier run has saved; only the rest is asked. */
  readonly begun?: Answers;
  /** Called after each answer. */
  readonly save?: (answers: Answers) => void;
}

type Step = readonly [key: string, ask: (answers: Answers) => Promise<unknown>];

class GoBack extends Error {}

/** Asks the questions of a brief in order, and skips those that earlier answers rule out. */
export async function askBrief(
  asker: Asker,
  services: readonly Pick<Manifest, 'purpose'>[],
  { begun = {}, save = () => undefined }: Options = {},
): Promise<Answers> {
  const answers = { ...begun };
  const steps = stepsOf(asker, services).filter(([key]) => !(key in begun));
  for (let at = 0; at < steps.length;) {
    const [key, askStep] = steps[at] ?? [];
    if (!key || !askStep) break;
    try {
      answers[key] = await askStep(answers);
      save(answers);
      at += 1;
    } catch (error) {
      if (!(error instanceof GoBack)) throw error;
      at = Math.max(0, at - 1);
    }
  }
  return answers;
}

function stepsOf(asker: Asker, services: readonly Pick<Manifest, 'purpose'>[]): Step[] {
  const plain = (key: 'name' | 'does' | 'about' | 'shows' | 'when_nothing' | 'who'): Step => [
    key,
    (answers) => ask(asker, questions[key], answers),
  ];
  const { name, from, example, sometimes_missing } = valueQuestions;
  const isChange = ({ changes }: Answers) => changes !== 'no';
  return [
    [
      'service',
      () =>
        choose(
          asker,
          questions.service.ask,
          services.map(({ purpose }) => purpose),
        ),
    ],
    ...[plain('name'), plain('does'), plain('about'), plain('shows')],
    [
      'find_by',
      ({ shows }) => (shows === 'a list' ? askEach(asker, questions.find_by, filterQuestions, 0) : nothing()),
    ],
    [
      'values',
      ({ shows }) =>
        shows === 'a file'
          ? nothing()
          : askEach(asker, questions.values, { name, from, example, sometimes_missing }, 1),
    ],
    ...[plain('when_nothing'), plain('who')],
    [
      'changes',
      (answers) =>
        answers.shows === 'one thing' || answers.shows === 'one summary'
          ? ask(asker, questions.changes, answers)
          : Promise.resolve('no'),
    ],
    ['send', (answers) => (isChange(answers) ? askEach(asker, questions.send, sentQuestions, 0) : nothing())],
    ['goes_wrong', () => askEach(asker, questions.goes_wrong, faultQuestions, 0)],
  ];
}

function nothing(): Promise<never[]> {
  return Promise.resolve([]);
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

async function ask(asker: Asker, question: Question, answers: Answers): Promise<string> {
  const message = wording(question, answers);
  if (question.options) return choose(asker, message, question.options);
  return orGoBack(await asker.text(message, question.example ?? ''));
}

async function choose(asker: Asker, message: string, options: readonly string[]): Promise<string> {
  return orGoBack(await asker.choose(message, options));
}

function orGoBack(answer: string): string {
  if (answer.trim() === BACK) throw new GoBack();
  return answer;
}
