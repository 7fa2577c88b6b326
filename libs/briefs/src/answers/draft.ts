import { z } from 'zod';
import { YAMLParseError, parse } from 'yaml';
import { type Answers, isAnswers } from './is-answers.ts';
import { type Form, formOf } from './brief.ts';
import { changeIn } from './questions.ts';
import { readShapes } from './read-shapes.ts';
import { UnclearBrief } from './unclear-brief.ts';

const text = z.string().trim().catch('');
const entries = z.array(z.record(z.string(), text).catch({})).catch([]);

const draftSchema = z.object({
  ...{ service: text, name: text, does: text, about: text, plural: text, inside: text, shows: text },
  ...{ order: text, when_nothing: text, who: text, changes: text, operation: text, extends: text },
  ...{ find_by: entries, values: entries, send: entries, goes_wrong: entries },
});

/** The answers as texts. A missing answer is an empty text or list. */
export interface Draft extends z.output<typeof draftSchema> {
  /** Whether the brief answers `find_by`, even with an empty list. */
  readonly has_find_by: boolean;
}

export function draftOf(answers: Answers): Draft {
  return { ...draftSchema.parse(answers), has_find_by: answers.find_by !== undefined };
}

/**
 * Reads the answers in the structure of the template. Some answers may be missing. Throws UnclearBrief if the text is
 * not YAML.
 */
export function readAnswers(yaml: string): Answers {
  try {
    // The failsafe schema keeps every answer as text, even 57, yes and 2026-06-25.
    const value: unknown = parse(quoteColons(yaml), { schema: 'failsafe' });
    return isAnswers(value) ? readShapes(value) : {};
  } catch (error) {
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : 1;
    const text = yaml.split('\n')[line - 1]?.trim();
    throw new UnclearBrief(
      [
        `Line ${line} can't be read: ${text}. Put quotation marks around an answer that has a colon or a comma, or only signs. Indent each line like the other lines of the same list.`,
      ],
      { cause: error },
    );
  }
}

/** A value that contains a colon but has no quotation marks: `status: one of: sent, paid`. */
const BARE = /^(\s*(?:- )?[^\s:"'#{[][^:"'#{[\n]*: +)([^\s"'{[|>&*!#][^"\n]*: [^"\n]*)$/gm;

/** If YAML can't parse the brief, adds quotation marks around values that contain a colon. */
export function quoteColons(yaml: string): string {
  try {
    parse(yaml);
    return yaml;
  } catch {
    return yaml.replace(BARE, (_, key: string, value: string) => `${key}${JSON.stringify(value.trim())}`);
  }
}

/** The form of the operation. Without an answer under `changes`, the operation is a read. */
export function formIn({ changes }: Pick<Draft, 'changes'>): Form {
  return formOf({ changes: changeIn(changes === '' ? 'no' : changes) });
}
