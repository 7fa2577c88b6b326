import { parse } from 'yaml';
import { type Brief, briefSchema } from './brief.ts';
import type { Service } from './existing.ts';
import { findUnclearAnswers } from './find-unclear-answers.ts';
import { findLimits } from './not-yet.ts';
import { type Question, wording } from './question.ts';
import { UnclearBrief } from './unclear-brief.ts';
import { snakeCase } from './words.ts';
import { faultQuestions, filterQuestions, questions, sentQuestions, valueQuestions } from './questions.ts';

type Services = readonly Service[];
type Answers = Readonly<Record<string, unknown>>;
type Questions = Readonly<Record<string, Question>>;

const itemQuestions: Readonly<Record<string, Questions>> = {
  values: valueQuestions,
  send: sentQuestions,
  find_by: filterQuestions,
  goes_wrong: faultQuestions,
};

/** Reads a brief. Throws UnclearBrief with each question whose answer is missing or unclear. */
export function readBrief(yaml: string, services: Services): Brief {
  const answers = readAnswers(yaml);
  const result = briefSchema.safeParse(answers);
  const open = result.error?.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => askAboutUnknownKey(key, issue.path))
      : askAgain(answers, issue.path),
  );
  if (!result.success) throw new UnclearBrief([...new Set(open)]);
  const service = services.find(({ name, purpose }) => [name, purpose].includes(result.data.service));
  if (!service) throw new UnclearBrief([askForService(services)]);
  const brief = { ...result.data, service: service.name };
  const twice = [brief.values, brief.send, brief.find_by]
    .map(nameGivenTwice)
    .find((name) => name !== undefined);
  if (twice)
    throw new UnclearBrief([
      `Two values are called "${twice}". What is each called, so that nobody mixes them up?`,
    ]);
  const unclear = [
    ...findLimits(brief),
    ...findUnclearAnswers(brief),
    ...findUncalled(brief, service, services),
  ];
  if (unclear.length > 0) throw new UnclearBrief([...new Set(unclear)]);
  return brief;
}

function nameGivenTwice(values: readonly { readonly name: string }[]): string | undefined {
  const names = values.map(({ name }) => snakeCase(name));
  return values.find((_, index) => names.indexOf(names[index] ?? '') !== index)?.name;
}

/** Asks about values of services that the brief's service does not call. */
function findUncalled(brief: Brief, { name, calls }: Services[number], services: Services): string[] {
  const owners = new Set(brief.values.flatMap(({ service }) => service ?? []));
  return [...owners].flatMap((owner) => {
    if (!services.some((service) => service.name === owner))
      return [
        `Which service owns these values? There is no service "${owner}". Write one of: ${services.map((service) => service.name).join(', ')}.`,
      ];
    if (calls.includes(owner)) return [];
    const callers = services
      .filter((service) => service.calls.includes(owner))
      .map((service) => service.name);
    const other = callers.length > 0 ? ` ${callers.join(' and ')} can: is it for that service?` : '';
    return [
      `Not yet, because the service ${name} can't ask the service ${owner}.${other} If not, ask a developer whether ${name} may call ${owner}.`,
    ];
  });
}

/** The answers as they stand in the file, complete or not. Throws UnclearBrief if it is not YAML. */
export function readAnswers(yaml: string): Answers {
  try {
    // The failsafe schema keeps every answer as text: 57, yes and 2026-06-25.
    const value: unknown = parse(yaml, { schema: 'failsafe' });
    return isAnswers(value) ? value : {};
  } catch (error) {
    const where = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new UnclearBrief(
      [
        `The brief can't be read: ${where}. Does a text with a colon or a comma in it stand between quotation marks?`,
      ],
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
  return `What is "${key}"${where}? No question has that name; briefs/TEMPLATE.yaml has them all. If it is a part of a text with a comma, put quotation marks around the text.`;
}

function askForService(services: Services): string {
  const choices = services.map(({ name, purpose }) => `  ${name}: ${purpose}`).join('\n');
  return `${questions.service.ask} Answer it under service, with one of:\n${choices}`;
}
