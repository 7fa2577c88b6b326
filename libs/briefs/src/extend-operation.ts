import type { Brief } from './brief.ts';
import type { Design } from './design.ts';
import type { DeclaredOperation } from './existing.ts';
import { isKnown } from './find-similar.ts';
import { UnclearBrief } from './unclear-brief.ts';
import { camelCase } from './words.ts';

/** The design of an operation that exists, with the filters that a brief adds. */
export interface ExtendedDesign {
  readonly operation: Design;
  readonly notes: readonly string[];
}

/** The operation that a brief extends. Undefined for the brief of a new operation. Throws UnclearBrief for an unknown operation. */
export function extendedBy(
  brief: Brief,
  operations: readonly DeclaredOperation[],
): DeclaredOperation | undefined {
  if (brief.extends === undefined) return undefined;
  const wanted = camelCase(brief.extends.replace(/([a-z])([A-Z])/g, '$1 $2'));
  const found = operations.find(({ service, id }) => service === brief.service && id === wanted);
  if (found) return found;
  throw new UnclearBrief([
    `The service ${brief.service} has no operation "${brief.extends}". Which one gets the filter? Write its name under extends, for example listTransactions.`,
  ]);
}

/**
 * Adds the new filters of a brief to the operation that it extends. They are optional, because apps call the operation
 * without them. Throws UnclearBrief if the brief asks for more than filters, or for filters that exist.
 */
export function extendOperation(brief: Brief, design: Design, target: DeclaredOperation): ExtendedDesign {
  const { id, paths, summary, shows, filters = [] } = target;
  const query = design.query
    .filter(({ name }) => !filters.includes(name))
    .map((field) => ({ ...field, optional: true }));
  const questions = questionsAbout(brief, design, target, query.length);
  if (questions.length > 0) throw new UnclearBrief(questions);
  const isShown = ({ name }: { readonly name: string }) => isKnown(shows, name);
  const unknown = design.fields.filter((field) => !isShown(field)).map(({ name }) => `"${name}"`);
  const added = query.map(({ name }) => `"${name}"`).join(' and ');
  return {
    operation: {
      ...design,
      operationId: id,
      path: paths[0] ?? design.path,
      summary,
      query,
      // Other values have other names in the response.
      fields: design.fields.filter(({ name }) => shows.includes(name)),
      problems: [],
    },
    notes: [
      `${id} exists, and gets ${added} as a filter. Without it, the response is as before. The example shows only values with the same name in the brief and in ${id}.`,
      ...(unknown.length > 0
        ? [
            `${id} does not show ${unknown.join(' and ')}, and the brief does not add it. Ask a developer to extend the response.`,
          ]
        : []),
    ],
  };
}

function questionsAbout(
  { find_by }: Brief,
  { method, shape, access }: Design,
  { id, method: itsMethod, isList, access: itsAccess, shows, filters = [] }: DeclaredOperation,
  added: number,
): string[] {
  if (itsMethod !== 'GET' || !isList || method !== 'GET' || shape !== 'page')
    return [`Only a list can get a filter. Leave out extends, or ask a developer to change ${id}.`];
  if (access !== itsAccess)
    return [`${id} is for other people than the brief says under who. Who may use the filter?`];
  const missing = find_by.flatMap(({ of }) => (of === undefined || isKnown(shows, of) ? [] : [of]));
  if (missing.length > 0)
    return missing.map(
      (name) => `${id} does not show "${name}". Which of its values do you mean: ${shows.join(', ')}?`,
    );
  return added > 0
    ? []
    : [
        `${id} can be narrowed by ${filters.join(', ')} already, so it needs no brief. Which other filter do you need? Write it under find_by.`,
      ];
}
