import type { Brief, Filter } from '../answers/brief.ts';
import type { Design } from '../design/design.ts';
import type { DeclaredOperation } from '../existing.ts';
import { severalIn } from '../design/entry-id.ts';
import { filtersOf } from './find-clash.ts';
import { isKnown, isNameOf } from './find-similar.ts';
import { unstoredFilterIn } from './not-yet.ts';
import { STATE } from '../answers/split-thing.ts';
import { UnclearBrief } from '../answers/unclear-brief.ts';
import { choicesIn } from '../values/text-kinds.ts';
import { ANY_PERIOD, PERIOD } from '../values/period.ts';
import { boundKindOf } from '../values/value-type.ts';
import { allOf, anyOf, camelCase, isIdField, snakeCase, spaced, wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

export interface ExtendedDesign {
  readonly operation: Design;
  readonly notes: readonly string[];
}

/**
 * The operation that the brief extends. Undefined for a new operation. Throws UnclearBrief if the brief's service does
 * not have the operation.
 */
export function extendedBy(
  brief: Brief,
  operations: readonly DeclaredOperation[],
): DeclaredOperation | undefined {
  if (brief.extends === undefined) return undefined;
  const wanted = camelCase(brief.extends.replace(/([a-z])([A-Z])/g, '$1 $2'));
  const named = operations.filter(({ id }) => id === wanted);
  const found = named.find(({ service }) => service === brief.service);
  if (found) return found;
  const [other] = named;
  if (other)
    throw new UnclearBrief([
      `${other.id} belongs to the service ${other.service}, but this brief is for the service ${brief.service}. Write "${other.service}" under service, and leave out "service:" under values, because the list shows only values of ${other.service}.`,
    ]);
  const lists = operations.filter((known) => known.isList && known.service === brief.service);
  const choice =
    lists.length > 0 ? `: ${lists.map(({ id }) => id).join(', ')}` : '. The service has no list yet';
  throw new UnclearBrief([
    `No service has an operation "${brief.extends}". Which list of the service ${brief.service} gets the filter? Write the name of the list under extends${choice}.`,
  ]);
}

/**
 * Adds the brief's new filters to an existing operation. The filters are optional, because existing apps call the
 * operation without these filters. Throws UnclearBrief if the brief asks for more than filters, or if all its filters
 * exist.
 */
export function extendOperation(brief: Brief, design: Design, target: DeclaredOperation): ExtendedDesign {
  const { id, paths, summary, shows, filters = [] } = target;
  const query = design.query
    .filter(({ name }) => !filters.includes(name))
    .map((field) => ({ ...field, optional: true }));
  const questions = questionsAbout(brief, design, target, query.length);
  if (questions.length > 0) throw new UnclearBrief(questions);
  const unknown = valuesToAdd(brief, shows).map((name) => `"${name}"`);
  const lost = answersWithoutEffect(brief);
  const added = query.map(({ name }) => `"${name}"`).join(' and ');
  return {
    operation: {
      ...design,
      operationId: id,
      path: paths[0] ?? design.path,
      summary,
      order: undefined,
      query,
      // The example contains only values of the existing response.
      fields: design.fields.filter(({ name }) => shows.includes(name)),
      problems: [],
    },
    notes: [
      `The operation ${id} exists already and gets ${added} as a filter. If the app does not use the filter, the response stays the same. The example shows only values that have the same name in the brief and in ${id}.`,
      ...noteUnstoredFilter(brief),
      ...(unknown.length > 0
        ? [
            `${id} does not show ${allOf(unknown)}, and this brief can't add ${unknown.length > 1 ? 'them' : 'it'}. Ask a developer to extend the response, or write a separate brief for a summary or a list.`,
          ]
        : []),
      ...(lost.length > 0
        ? [
            `"extends" adds only filters, so ${allOf(lost)} ${lost.length > 1 ? 'have' : 'has'} no effect on ${id}. If you need more than the filter, write a separate brief.`,
          ]
        : []),
    ],
  };
}

/** Adds a note about a filter such as "opened by me", because nothing stores yet what a user has done. */
export function noteUnstoredFilter({ find_by, about }: Pick<Brief, 'find_by' | 'about'>): string[] {
  const filter = unstoredFilterIn({ find_by });
  return filter === undefined
    ? []
    : [
        `No operation stores "${filter}" yet. Write another brief for that change, for example "mark ${about} as opened".`,
      ];
}

const CALCULATED = /\b(sum|total|average|how many|number of)\b/i;
/** Words in a source that means several entries: "all purchases in the shop minus the refunds". */
const OF_SEVERAL = /\b(all|each|every|minus|plus)\b/i;

/**
 * Finds the brief's values that the list does not show. A calculated value counts as shown only if the list has a value
 * with the same name.
 */
function valuesToAdd({ values }: Brief, shows: readonly string[]): string[] {
  const names = values.map(({ name }) => snakeCase(name));
  return values
    .filter(({ name, from }, at) => {
      if (shows.includes(names[at] ?? '')) return false;
      const isCalculated = CALCULATED.test(name) || (OF_SEVERAL.test(from) && severalIn(from).length > 0);
      return isCalculated || !isKnown(shows, name);
    })
    .map(({ name }) => snakeCase(name));
}

function answersWithoutEffect({ find_by, order, goes_wrong }: Brief): string[] {
  return [
    ...(order === undefined ? [] : [`the order "${order}"`]),
    ...find_by.filter(({ always }) => always === 'yes').map(({ name }) => `"always: yes" of "${name}"`),
    ...goes_wrong.map(({ when }) => `the case "${when}"`),
  ];
}

const SUM = /\b(adds? up( to)?|sums?|totals?|in total|altogether|on average)\b/i;
/** Words for an order or a size. They don't describe an entry's state. */
const NO_STATE = /^(large|big|small|latest|recent|new|late|upcoming|open|foreign)$/;

/**
 * Asks about each state that the brief mentions, unless the list's summary or a filter mentions it too. Also asks about
 * a sum in the brief's sentence.
 */
function askAboutWords(brief: Brief, { id, summary }: DeclaredOperation): string[] {
  const { about, does, find_by } = brief;
  const known = new Set(wordsOf([summary, ...find_by.flatMap((by) => [by.name, by.example])].join(' ')));
  const states = [...new Set(wordsOf(`${about} ${does}`))].filter(
    (word) => STATE.test(word) && !NO_STATE.test(word) && !known.has(word),
  );
  const [sum] = SUM.exec(does) ?? [];
  return [
    ...states.map(
      (state) =>
        `"extends" adds only filters, and ${id} also shows entries that are not ${state}. Which filter finds only the ${state} entries? Write the filter under find_by. If ${id} contains no ${state} entries, leave out extends and write a separate brief.`,
    ),
    ...(sum === undefined
      ? []
      : [
          `"extends" adds only filters, so it can't add "${sum}" to ${id}. Write a second brief for "${sum}" with "one summary" under shows, and leave "${sum}" out here.`,
        ]),
  ];
}

function questionsAbout(
  brief: Brief,
  { method, shape, access }: Design,
  target: DeclaredOperation,
  added: number,
): string[] {
  const { find_by } = brief;
  const { id, method: itsMethod, isList, access: itsAccess, shows } = target;
  if (itsMethod !== 'GET' || !isList || method !== 'GET' || shape !== 'page')
    return [`Only a list can get a filter. Leave out extends, or ask a developer to change ${id}.`];
  if (access !== itsAccess)
    return [
      `${id} is for different people than this brief. Who may use the filter? Write the answer under who.`,
    ];
  const missing = find_by.filter(
    (filter) => comparesValue(filter) && !isNameOf(shows, filter.of ?? filter.name),
  );
  if (missing.length > 0)
    return missing.map(
      ({ of, name }) =>
        `${id} does not show "${of ?? name}", so a filter can't compare it. Which value of ${id} do you mean: ${inWords(shows)}? Write the name of that value under find_by. If you mean a different value, ask a developer to add that value to ${id} first.`,
    );
  const others = find_by.flatMap((filter) => otherChoices(filter, target));
  if (others.length > 0) return others;
  return added > 0
    ? askAboutWords(brief, target)
    : [
        `${id} can already filter by ${filtersOf(target)}, so you need no brief for this. Which other filter do you need? Write the filter under find_by.`,
      ];
}

/** Joins names with "or". Leaves out the ids. */
function inWords(names: readonly string[]): string {
  return anyOf(names.filter((name) => !isIdField(name)).map((name) => `"${spaced(name)}"`));
}

function comparesValue({ name, example, of }: Filter): boolean {
  if (of !== undefined || boundKindOf({ name, example }) !== undefined) return true;
  return PERIOD.test(example.trim()) && !ANY_PERIOD.test(name.trim());
}

/** Asks about an existing filter if the brief uses choices that the filter does not allow. */
function otherChoices({ name, example }: Filter, { id, choices = {} }: DeclaredOperation): string[] {
  const known = lookUp(choices, snakeCase(name)) ?? [];
  const wanted = choicesIn({ example }).filter((choice) => !known.includes(choice));
  if (known.length === 0 || wanted.length === 0) return [];
  const words = anyOf(wanted.map((word) => `"${word}"`));
  return [
    `${id} already has the filter ${name}. There, ${name} can be ${anyOf(known)}, but never ${words}. Which of these values do you mean? Write that value under find_by. If you mean something else, leave out extends and write a separate brief for what ${id} does not contain.`,
  ];
}
