import { type FieldError, type Problem, type ProblemType, problemUri } from './problem.ts';

/** The most entries that `errors` has; the detail of the problem says how many more there are. */
export const MAX_ERRORS = 20;
const MAX_DETAIL_LENGTH = 500;
const MAX_POINTER_LENGTH = 200;
const MAX_PATH_LENGTH = 1_000;

/** The body of a problem. Its size has a bound whatever the caller sent. */
export function problemBody(
  { code, title, status }: ProblemType,
  about: {
    readonly detail: string;
    /** The path that was asked for, without its query. */
    readonly path: string;
    readonly requestId: string;
    readonly errors?: readonly FieldError[] | undefined;
  },
): Problem {
  const { detail, path, requestId, errors } = about;
  return {
    type: problemUri(code),
    title,
    status,
    detail: shortened(detail, MAX_DETAIL_LENGTH),
    instance: path.slice(0, MAX_PATH_LENGTH),
    code,
    request_id: requestId,
    ...(errors && { errors: errors.slice(0, MAX_ERRORS).map(shortenedError) }),
  };
}

function shortenedError({ in: part, pointer, detail }: FieldError): FieldError {
  return {
    in: part,
    pointer: shortened(pointer, MAX_POINTER_LENGTH),
    detail: shortened(detail, MAX_DETAIL_LENGTH),
  };
}

/** The text, cut to `length` characters. Never cut within a surrogate pair, which JSON would turn into an escape of half a character. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
