import { type FieldError, type Problem, type ProblemType, problemUri } from '#contracts/vocabulary';

/** The largest number of entries in `errors`. The problem's detail says how many further errors there are. */
export const MAX_ERRORS = 20;
const MAX_DETAIL_LENGTH = 500;
const MAX_POINTER_LENGTH = 200;
const MAX_PATH_LENGTH = 1_000;

/** Builds the body of a problem. Its size is limited, even for a large request. */
export function problemBody(
  { code, title, status }: ProblemType,
  about: {
    /** By default, the problem's title. */
    readonly detail?: string;
    /** The path of the request, without its query. */
    readonly path: string;
    readonly requestId: string;
    readonly errors?: readonly FieldError[] | undefined;
  },
): Problem {
  const { detail = title, path, requestId, errors } = about;
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

/** Cuts a text to `length` characters, but not within a surrogate pair, because JSON would escape half a character. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
