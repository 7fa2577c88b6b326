export { BASE_OPTION } from './base-option.ts';
export { type Command, exitWith, readOptions, runCommand } from './command.ts';
export { parseDuration } from './parse-duration.ts';
export { textTable } from './text-table.ts';
