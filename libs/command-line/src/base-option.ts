/** The option of commands that compare the working tree with an earlier revision. */
export const BASE_OPTION = {
  type: 'string',
  default: 'origin/main',
  value: 'REVISION',
  help: 'the revision to compare with',
} as const;
