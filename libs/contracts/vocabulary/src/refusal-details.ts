/** What a caller is told by refusals that no operation words itself. */
export const refusalDetails = {
  unreadable: 'The request cannot be read; check the path and that the body is well-formed',
  malformed: 'The request is not well-formed HTTP/1.1',
  nothingHere: 'Nothing answers at this path; check it against the API documentation',
  bodyTooLarge: 'Send a smaller body',
  methodNotAnswered: (method: string): string => `${method} is not answered here`,
} as const;
