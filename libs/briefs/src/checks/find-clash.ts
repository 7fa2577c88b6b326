import { platformProblems, shapeOfPath } from '#contracts/vocabulary';
import { type Brief, operationIdOf } from '../answers/brief.ts';
import type { Design } from '../design/design.ts';
import { aboutOf, designRoute } from '../design/design-route.ts';
import type { DeclaredOperation, Existing } from '../existing.ts';
import { findNameFault } from '../design/find-name-fault.ts';
import { findSimilar, isKnown } from './find-similar.ts';
import { isOfOtherState, otherStateIn } from './other-state.ts';
import { allOf, anyOf, capital, singular, wordsOf } from '../words.ts';
import { lookUp } from '../look-up.ts';

/**
 * Asks about an existing operation, about a path of a different service, or about a name that is taken. Undefined if
 * there is no such conflict.
 */
export function findClash(existing: Existing, brief: Brief, design: Design): string | undefined {
  const { operations } = existing;
  const same = operations.find((operation) => isSame(operation, design));
  if (same) return askAboutExisting(same, brief);
  const owner = ownerOf(design, operations);
  if (owner)
    return `${capital(rootOf(design.path).replaceAll('-', ' '))} belong to the service ${owner}. Is this brief for that service? If so, write "${owner}" under service. If not, write a different name for the thing under about.`;
  return findTakenName(existing, design);
}

/** Asks about an existing operation with the same name or path, before any question about the brief's values. */
export function askAboutSameRoute(brief: Brief, operations: readonly DeclaredOperation[]): string[] {
  if (brief.operation !== undefined || brief.extends !== undefined) return [];
  const route = { ...designRoute(brief, aboutOf(brief)), operationId: operationIdOf(brief) };
  const same = operations.find((operation) => isSame(operation, route));
  return same ? [askAboutExisting(same, brief)] : [];
}

type Route = Pick<Design, 'operationId' | 'method' | 'path'>;

function isSame({ id, method, paths }: DeclaredOperation, design: Route): boolean {
  return (
    id === design.operationId ||
    (method === design.method && paths.map(shapeOfPath).includes(shapeOfPath(design.path)))
  );
}

/** Says that an operation exists and what to do. Names the values of the brief that the operation lacks. */
export function askAboutExisting(operation: DeclaredOperation, { about, values, send }: Answers): string {
  const { id, isList, filters = [] } = operation;
  const known =
    isList && filters.length > 0
      ? ` Its ${filters.length > 1 ? 'filters are' : 'filter is'} ${filtersOf(operation)}.`
      : '';
  const state = isList ? otherStateIn(about, operation) : undefined;
  const own =
    state === undefined
      ? 'If you need something else, change the answers under name and about.'
      : `If ${id} contains no ${state} entries, add a value under values that only ${state} entries have, for example a reason.`;
  const lacking = lackingIn(operation, { values, send });
  return `${describeExisting(operation)}${known}${lacking} ${remedyFor(operation)} ${own}`;
}

function describeExisting({ service, id, method, paths, summary, access }: DeclaredOperation): string {
  const who =
    access === 'owner' ? ' Only owners may use it.' : access === 'support' ? ' Only support may use it.' : '';
  return `This operation exists already: ${id} of the service ${service} (${method} ${paths[0]}). ${summary}${who}`;
}

interface Answers {
  readonly about: string;
  readonly values: readonly { readonly name?: string }[];
  readonly send: readonly { readonly name?: string }[];
}

/** Names the values of the brief that an operation lacks. Empty if the operation's values are unknown. */
function lackingIn({ shows, sends }: DeclaredOperation, { values, send }: Omit<Answers, 'about'>): string {
  if (shows.length === 0) return '';
  const lacking = [
    ...values.filter(({ name = '' }) => name !== '' && !isKnown(shows, name)),
    ...send.filter(({ name = '' }) => name !== '' && !isKnown(sends, name)),
  ].map(({ name = '' }) => `"${name}"`);
  return lacking.length === 0 ? '' : ` It lacks ${allOf([...new Set(lacking)])}.`;
}

function remedyFor({ id, method, isList }: DeclaredOperation): string {
  const change = method === 'GET' ? 'add a filter or a value to it' : 'change it';
  const remedy = isList
    ? `To add a filter, write "extends: ${id}" in the brief. To add a value, ask a developer to extend ${id}.`
    : `Then ask a developer to extend ${id}.`;
  return `Do you want to ${change}? ${remedy}`;
}

export function filtersOf({ filters = [], choices = {} }: DeclaredOperation): string {
  return allOf(
    filters.map((name) => {
      const words = lookUp(choices, name) ?? [];
      return words.length > 0 ? `${name} (${anyOf(words)})` : name;
    }),
  );
}

/** Reports an existing operation that shows or takes the same values under a different name. */
export function askAboutSimilar(
  brief: Brief,
  design: Design,
  operations: readonly DeclaredOperation[],
): string | undefined {
  const others = operations.filter((known) => !isOfOtherState(brief.about, brief.values, known));
  const similar = findSimilar(brief, design, others);
  if (!similar) return undefined;
  const { operation, why } = similar;
  return `${describeExisting(operation)} ${why}${lackingIn(operation, brief)} ${remedyFor(operation)} ${adviceForOther(design)}`;
}

function adviceForOther({ form }: Design): string {
  return form === 'read'
    ? 'If each entry of your list is something else, name that thing under from of the values, for example "the receipt".'
    : 'If your brief changes something else, name that thing under about.';
}

/** Words that don't narrow a name: "show card details" shows the whole card. */
const WHOLE = new Set('the a an one my our of for details detail page screen info information'.split(' '));

/** Asks about a name such as "show card limit" if the operation would get the path of the whole card. */
export function askForPart(brief: Brief, { form, shape, method, path, subject }: Design): string | undefined {
  const { name, about, inside, viewOf, shows } = brief;
  const isWhole = form === 'read' && shape === 'one' && shows === 'one thing' && subject !== undefined;
  if (!isWhole || inside !== undefined || viewOf !== undefined) return undefined;
  const known = new Set([...wordsOf(about), ...wordsOf(subject)].map(singular));
  const others = wordsOf(name)
    .slice(1)
    .filter((word) => !WHOLE.has(word) && !known.has(singular(word)));
  return others.length === 0
    ? undefined
    : `Does "${name}" show the whole ${about}, or a part of the ${about}? The operation would get the address of the whole ${about} (${method} ${path}). If it shows the whole ${about}, call it "show ${about}". If it shows a part, name the part under about, such as "price", and write "${about}" under inside.`;
}

/**
 * Asks about cases under `goes_wrong` in a brief that only shows data. The author usually means that values are
 * missing.
 */
export function askAboutRefusedRead({ form, isFile, problems }: Design): string | undefined {
  const cases = form === 'read' && !isFile ? problems.filter(({ status }) => status !== 404) : [];
  if (cases.length === 0) return undefined;
  const named = anyOf(cases.map((state) => `"${state.when}"`));
  return `What does the user see if ${named}? A case under goes_wrong refuses a change, but this request only shows something. If some values are missing in this case, write "sometimes_missing: yes" under these values. If there is nothing to show, the user sees the text under when_nothing. In both situations, leave the case out under goes_wrong.`;
}

/**
 * Finds the service that already has paths for the same kind of resource. Undefined if that is the brief's own service.
 */
function ownerOf({ service, path }: Design, operations: readonly DeclaredOperation[]): string | undefined {
  const owners = operations
    .filter(({ paths }) => paths.some((other) => other.startsWith('/v1/') && rootOf(other) === rootOf(path)))
    .map((operation) => operation.service);
  return owners.includes(service) ? undefined : owners[0];
}

function findTakenName({ reserved, schemaIds, names }: Existing, design: Design): string | undefined {
  const { service, operationId, slug, schemaName, schemaId, problems } = design;
  const fault = findNameFault(operationId, reserved) ?? findNameFault(schemaName, reserved);
  if (fault) return `${fault}. Which more precise words can you write under name and about?`;
  if (schemaIds.includes(schemaId))
    return `Another value is called "${wordsOf(design.about).join(' ')}" already. Which other name can you use? Write the name under about.`;
  if (names[service]?.slugs.includes(slug))
    return `Files called ${slug} exist already. Which other name can you use? Write the name under name.`;
  const codes = problems.map(({ code }) => code);
  const twice = problems.find(({ code }, at) => codes.indexOf(code) !== at);
  if (twice)
    return `Two cases under goes_wrong look the same: "${twice.when}". What is the difference between the two cases?`;
  const ofPlatform = problems.find((problem) => isOfPlatform(problem));
  if (ofPlatform)
    return `Every operation handles "${ofPlatform.when}" already. Leave this case out, or write under goes_wrong what is special about this case.`;
  return undefined;
}

function isOfPlatform({ code, status }: Design['problems'][number]): boolean {
  return status !== 404 && Object.values(platformProblems).some((problem) => problem.code === code);
}

function rootOf(path: string): string {
  return path.split('/')[2] ?? '';
}
