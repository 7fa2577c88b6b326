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

/** A person types this answer to go back to the previous question. */
export const BACK = '<';

/** Tests use scripted answers instead of the terminal. */
export interface Asker {
  text(message: string, example: string): Promise<string>;
  choose(message: string, options: readonly string[]): Promise<string>;
  more(what: string): Promise<boolean>;
}

interface Options {
  /** Answers from an earlier run. The program does not ask these questions again. */
  readonly begun?: Answers;
  /** Called after each answer. */
  readonly save?: (answers: Answers) => void;
}

type Service = Pick<Manifest, 'name' | 'purpose' | 'calls'>;

type Step = readonly [key: string, ask: (answers: Answers) => Promise<unknown>];

class GoBack extends Error {}

/** Asks a brief's questions in order. Skips a question if earlier answers make it unnecessary. */
export async function askBrief(
  asker: Asker,
  services: readonly Service[],
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

function stepsOf(asker: Asker, services: readonly Service[]): Step[] {
  const plain = (key: 'name' | 'does' | 'about' | 'shows' | 'who'): Step => [
    key,
    (answers) => ask(asker, questions[key], answers),
  ];
  const isChange = ({ changes }: Answers) => changes !== 'no';
  const isList = ({ shows }: Answers) => shows === 'a list';
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
    ...[plain('name'), plain('does'), plain('about')],
    [
      'inside',
      (answers) => askIfAny(asker, questions.inside, answers, 'Is {about} a part of another thing?'),
    ],
    plain('shows'),
    [
      'changes',
      (answers) =>
        answers.shows === 'a file' ? Promise.resolve('no') : ask(asker, questions.changes, answers),
    ],
    [
      'if_one_fails',
      (answers) =>
        isList(answers) && isChange(answers) ? ask(asker, questions.if_one_fails, answers) : unanswered(),
    ],
    [
      'find_by',
      (answers) =>
        isList(answers) && !isChange(answers)
          ? askEach(asker, questions.find_by, filterQuestions, 0)
          : nothing(),
    ],
    [
      'order',
      (answers) =>
        isList(answers) && !isChange(answers) ? ask(asker, questions.order, answers) : unanswered(),
    ],
    [
      'values',
      (answers) =>
        answers.shows === 'a file'
          ? nothing()
          : askEach(asker, questions.values, questionsOfValue(answers, services), 1),
    ],
    [
      'when_nothing',
      (answers) => (isChange(answers) ? unanswered() : ask(asker, questions.when_nothing, answers)),
    ],
    plain('who'),
    ['send', (answers) => (isChange(answers) ? askEach(asker, questions.send, sentQuestions, 0) : nothing())],
    ['goes_wrong', () => askEach(asker, questions.goes_wrong, faultQuestions, 0)],
  ];
}

/** This option means that the brief's own service owns the value. The option is not saved as an answer. */
const OWN = 'this service';

/**
 * Asks which service owns a value only if the brief's service calls other services. Without calls, the
 * service can show only its own values.
 */
function questionsOfValue(
  { service }: Answers,
  services: readonly Service[],
): Readonly<Record<string, Question>> {
  const { name, from, example, sometimes_missing } = valueQuestions;
  const calls = services.find((each) => each.purpose === service || each.name === service)?.calls ?? [];
  const owner = { ask: 'Which service owns the value "{name}"?', options: [OWN, ...calls] };
  return { name, from, ...(calls.length > 0 && { service: owner }), example, sometimes_missing };
}

async function askIfAny(
  asker: Asker,
  question: Question,
  answers: Answers,
  whether: string,
): Promise<unknown> {
  const isAny = await asker.more(wording({ ask: whether }, answers));
  return isAny ? ask(asker, question, answers) : unanswered();
}

function unanswered(): Promise<undefined> {
  return Promise.resolve(undefined);
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
    for (const [key, part] of Object.entries(parts)) {
      const answer = await ask(asker, part, item);
      if (answer !== OWN) item[key] = answer;
    }
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
