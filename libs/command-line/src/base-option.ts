export const BASE_OPTION = {
  type: 'string',
  default: 'origin/main',
  value: 'REVISION',
  help: 'the revision to compare with',
} as const;
