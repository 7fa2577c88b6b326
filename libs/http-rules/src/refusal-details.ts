/** The services, the edge and the mock send the same details. */
export const refusalDetails = {
  unreadable: 'The request cannot be read; check the path and that the body is well-formed',
  malformed: 'The request is not well-formed HTTP/1.1',
  nothingHere: 'There is no operation at this path; check it against the API documentation',
  noSuchAccount: 'There is no account with this id among your accounts',
  onlyOwners: 'Only an owner of the company may do this',
  onlySupport: "Only Qred's support may do this",
  unavailable: 'A part of the system does not respond at the moment; try again',
  bodyTooLarge: 'Send a smaller body',
  notUtf8: 'Send the body in UTF-8',
  noJson: 'Send the body as application/json',
  methodNotAllowed: (method: string): string => `This path does not support ${method}`,
} as const;
