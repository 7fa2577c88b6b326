import { type Brief, briefSchema, changeSchema, formOf } from './answers/brief.ts';
import { noSuch } from './design/problem-of-case.ts';
import { type Draft, draftOf, formIn, readAnswers } from './answers/draft.ts';
import type { DeclaredOperation, Service } from './existing.ts';
import { findBlockers } from './checks/find-blockers.ts';
import { findLostAnswers } from './checks/find-lost-answers.ts';
import { askForLostId } from './checks/find-lost-id.ts';
import { findService, likelyServices } from './answers/find-service.ts';
import { askAboutSameRoute } from './checks/find-clash.ts';
import { askAboutFoundIn } from './checks/found-in.ts';
import { findUnclearAnswers } from './checks/find-unclear-answers.ts';
import { type Answers, isAnswers } from './answers/is-answers.ts';
import { whatHasNoEffect } from './checks/not-yet.ts';
import { type Question, wording } from './answers/question.ts';
import { exampleLines } from './answers/read-shapes.ts';
import { refuseSeveralServices } from './answers/of-all-companies.ts';
import { askForEntryIds, referToThings } from './answers/refer-to-things.ts';
import { resolveBrief } from './answers/resolve-brief.ts';
import { UnclearBrief } from './answers/unclear-brief.ts';
import { splitThing } from './answers/split-thing.ts';
import { singular, snakeCase } from './words.ts';
import {
  faultQuestions,
  filterQuestions,
  questions,
  sentQuestions,
  valueQuestions,
} from './answers/questions.ts';

type Services = readonly Service[];
type Questions = Readonly<Record<string, Question>>;

const itemQuestions: Readonly<Record<string, Questions>> = {
  values: valueQuestions,
  send: sentQuestions,
  find_by: filterQuestions,
  goes_wrong: faultQuestions,
};

/**
 * Reads a brief. Throws UnclearBrief with the reasons if the platform can't do what the brief asks for. Otherwise,
 * throws UnclearBrief with a question for each missing or unclear answer.
 */
export function readBrief(
  yaml: string,
  services: Services,
  operations: readonly DeclaredOperation[] = [],
): Brief {
  const answers = readAnswers(yaml);
  const draft = draftOf(answers);
  throwIfAny(findBlockers(draft, operations));
  const service = draft.service === '' ? undefined : findService(draft.service, services);
  const result = (formIn(draft) === 'read' ? briefSchema : changeSchema).safeParse(answers);
  throwIfAny([
    ...(service ? [] : [askForService(draft, services)]),
    ...(result.error?.issues ?? []).flatMap((issue) => {
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => askAboutUnknownKey(key, issue.path));
      return issue.path[0] === 'service' ? [] : [askAgain(answers, issue.path)];
    }),
  ]);
  if (!result.success || !service) throw new UnclearBrief([]);
  const withoutEffect = whatHasNoEffect(draft);
  const given: Brief = {
    ...result.data,
    service: service.name,
    ...(withoutEffect !== undefined && { withoutEffect }),
  };
  const brief = withMessage(referToThings(resolveBrief(given, services), operations));
  throwIfAny(askAboutSameRoute(brief, operations));
  throwIfAny(refuseSeveralServices(brief, given.service));
  throwIfAny([
    ...[brief.values, brief.send, brief.find_by].flatMap(askAboutNamesGivenTwice),
    ...askForLostId(given),
    ...findUnclearAnswers(brief),
    ...findLostAnswers(brief, draft, services),
    ...findUncalled(brief, services),
    ...askForEntryIds(brief),
    ...askAboutFoundIn(brief, operations),
  ]);
  return brief;
}

/** Adds a message for an unknown id if the brief gives none. For a removal, the message names the removed resource. */
function withMessage(brief: Brief): Brief {
  const { about, inside = about, when_nothing } = brief;
  const thing = formOf(brief) === 'removal' ? about : inside;
  return when_nothing === '' ? { ...brief, when_nothing: noSuch(singular(thing)) } : brief;
}

function throwIfAny(open: readonly string[]): void {
  if (open.length > 0) throw new UnclearBrief([...new Set(open)]);
}

function askAboutNamesGivenTwice(values: readonly { readonly name: string }[]): string[] {
  const names = values.map(({ name }) => snakeCase(name));
  return values
    .filter((_, index) => names.indexOf(names[index] ?? '') !== index)
    .map(
      ({ name }) =>
        `Two values have the name "${name}". Which names show the difference? Write a different name for each value.`,
    );
}

/** Asks about values of several services if no service may call all those services. */
function findUncalled(brief: Brief, services: Services): string[] {
  const owners = [...new Set(brief.values.flatMap(({ service }) => service ?? []))];
  const names = services.map(({ name }) => name);
  const unknown = owners.find((owner) => !names.includes(owner));
  if (unknown !== undefined)
    return [
      `Which service owns these values? There is no service "${unknown}". Write one of: ${names.join(', ')}.`,
    ];
  const calls = services.find(({ name }) => name === brief.service)?.calls ?? [];
  if (owners.every((owner) => calls.includes(owner))) return [];
  if (formOf(brief) !== 'read')
    return brief.values
      .filter(({ service }) => service !== undefined)
      .map(
        ({ name, service }) =>
          `A change belongs to one service, here ${brief.service}, so it can't show "${name}" of ${service}. Leave the value out. Only if a developer says that ${brief.service} stores it, write "${brief.service}" under service of values.`,
      );
  const all = [...new Set([brief.service, ...owners])].join(' and ');
  return [
    `Not yet, because no service may ask ${all} for their values together. Until then, write a separate brief for each service, or ask a developer to let one service call the other.`,
  ];
}

function askAgain(answers: Answers, path: readonly PropertyKey[]): string {
  const [key = '', index, part] = path.map(String);
  const all: Questions = questions;
  const list = answers[key];
  const item: unknown = Array.isArray(list) && index !== undefined ? list[Number(index)] : undefined;
  const question = part === undefined ? undefined : itemQuestions[key]?.[part];
  if (question)
    return `${ask(question, isAnswers(item) ? item : {}, `${part} of ${key}, entry ${Number(index) + 1}`)}${exampleLines(key)}`;
  const { about } = draftOf(answers);
  const bare = { ...answers, about: about === '' ? 'such thing' : singular(splitThing(about).about) };
  return all[key] ? `${ask(all[key], bare, key)}${exampleLines(key)}` : askAboutUnknownKey(key, []);
}

function ask(question: Question, answers: Answers, where: string): string {
  const choice = question.options ? ` (${question.options.join(' / ')})` : '';
  return `${wording(question, answers)}${choice} Answer it under ${where}.`;
}

function askAboutUnknownKey(key: string, path: readonly PropertyKey[]): string {
  const where = path.length > 0 ? ` of ${String(path[0])}` : '';
  return `I did not understand "${key}"${where}. No question has this name. briefs/TEMPLATE.yaml contains all questions. If "${key}" is a part of a text with a comma, put quotation marks around the text.`;
}

function askForService(draft: Draft, services: Services): string {
  const choices = likelyServices(draft, services).map(({ name, purpose }) => `  ${name}: ${purpose}`);
  return `${questions.service.ask} Answer it under service with one of these services. The most likely service comes first:\n${choices.join('\n')}`;
}
