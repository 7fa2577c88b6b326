import { type FieldError, type Problem, type ProblemType, problemUri } from '#contracts/vocabulary';

/** The maximum number of `errors`. The problem's detail says how many more there are. */
export const MAX_ERRORS = 20;
const MAX_DETAIL_LENGTH = 500;
const MAX_POINTER_LENGTH = 200;
const MAX_PATH_LENGTH = 1_000;

export function problemBody(
  { code, title, status }: ProblemType,
  about: {
    /** The default is the problem's title. */
    readonly detail?: string;
    /** Without the query. */
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

/** Never cuts within a surrogate pair, because JSON would escape half a character. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
