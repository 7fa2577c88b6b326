import { parse } from 'yaml';
import type { Manifest } from '#libs/manifest';
import { type Brief, briefSchema, isChange } from './brief.ts';
import { findUnclearAnswers } from './find-unclear-answers.ts';
import { type Question, wording } from './question.ts';
import { snakeCase } from './words.ts';
import { faultQuestions, questions, valueQuestions } from './questions.ts';

type Services = readonly Pick<Manifest, 'name' | 'purpose'>[];
type Answers = Readonly<Record<string, unknown>>;
type Questions = Readonly<Record<string, Question>>;

const itemQuestions: Readonly<Record<string, Questions>> = {
  values: valueQuestions,
  send: valueQuestions,
  goes_wrong: faultQuestions,
};

/** Reads a brief. Throws an Error that repeats each question whose answer is missing or unclear. */
export function readBrief(yaml: string, services: Services): Brief {
  const answers = readAnswers(yaml);
  const result = briefSchema.safeParse(answers);
  const open = result.error?.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => askAboutUnknownKey(key, issue.path))
      : askAgain(answers, issue.path),
  );
  if (!result.success) throw new Error([...new Set(open)].join('\n'));
  const service = services.find(({ name, purpose }) => [name, purpose].includes(result.data.service));
  if (!service) throw new Error(askForService(services));
  const brief = { ...result.data, service: service.name };
  if (isChange(brief) && brief.shows === 'a list') throw new Error(CHANGE_OF_LIST);
  if (!isChange(brief) && brief.send.length > 0) throw new Error(SENT_WITHOUT_CHANGE);
  const twice = nameGivenTwice(brief.values) ?? nameGivenTwice(brief.send);
  if (twice)
    throw new Error(`Two values are called "${twice}". What is each called, so that nobody mixes them up?`);
  const unclear = findUnclearAnswers(brief);
  if (unclear.length > 0) throw new Error(unclear.join('\n'));
  return brief;
}

function nameGivenTwice(values: readonly { readonly name: string }[]): string | undefined {
  const names = values.map(({ name }) => snakeCase(name));
  return values.find((_, index) => names.indexOf(names[index] ?? '') !== index)?.name;
}

const CHANGE_OF_LIST =
  'A change shows the one thing that it changed. Write "one thing" under shows, or "no" under changes.';

const SENT_WITHOUT_CHANGE =
  'What is sent if nothing changes? Call the change by a noun under changes, or leave send out.';

function readAnswers(yaml: string): Answers {
  try {
    // The failsafe schema keeps every answer as text: 57, yes and 2026-06-25.
    const value: unknown = parse(yaml, { schema: 'failsafe' });
    return isAnswers(value) ? value : {};
  } catch (error) {
    const where = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new Error(
      `The brief can't be read: ${where}. Does a text with a colon in it stand between quotation marks?`,
      { cause: error },
    );
  }
}

function isAnswers(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The question whose answer is at the path. */
function askAgain(answers: Answers, path: readonly PropertyKey[]): string {
  const [key = '', index, part] = path.map(String);
  const all: Questions = questions;
  const list = answers[key];
  const item: unknown = Array.isArray(list) && index !== undefined ? list[Number(index)] : undefined;
  const question = part === undefined ? undefined : itemQuestions[key]?.[part];
  if (question)
    return ask(question, isAnswers(item) ? item : {}, `${part} of ${key}, entry ${Number(index) + 1}`);
  return all[key] ? ask(all[key], answers, key) : askAboutUnknownKey(key, []);
}

function ask(question: Question, answers: Answers, where: string): string {
  const choice = question.options ? ` (${question.options.join(' / ')})` : '';
  return `${wording(question, answers)}${choice} Answer it under ${where}.`;
}

function askAboutUnknownKey(key: string, path: readonly PropertyKey[]): string {
  const where = path.length > 0 ? ` of ${String(path[0])}` : '';
  return `What is "${key}"${where}? No question has that name; briefs/TEMPLATE.yaml has them all.`;
}

function askForService(services: Services): string {
  const choices = services.map(({ name, purpose }) => `  ${name}: ${purpose}`).join('\n');
  return `${questions.service.ask} Answer it under service, with one of:\n${choices}`;
}
