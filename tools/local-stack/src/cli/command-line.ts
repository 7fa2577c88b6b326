import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command that people run through npm. */
export interface Command<T extends Options> {
  /** The words before the options: `npm start`. */
  readonly name: string;
  readonly help: string;
  /** All options except --help. */
  readonly options: T;
}

/** The options of this run. Prints help and exits with 0; for a wrong option, prints one sentence and exits with 1. */
export function readOptions<T extends Options>({ name, help, options }: Command<T>) {
  try {
    refuseOptionsForNpm(name, Object.keys(options));
    if (!process.argv.slice(2).includes('--help')) return parseArgs({ options }).values;
  } catch (error) {
    exitWith(new Error(`${firstSentence(error)}. See ${name} -- --help.`));
  }
  console.log(help);
  process.exit(0);
}

/** Prints the error message without a stack trace, and exits with 1. */
export function exitWith(error: unknown): never {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** npm takes options before `--` as its own and turns them into variables. */
function refuseOptionsForNpm(name: string, options: readonly string[]): void {
  const taken = options.find((option) => process.env[`npm_config_${option}`] !== undefined);
  if (taken !== undefined)
    throw new Error(`npm took --${taken} as its own option; put -- before it: ${name} -- --${taken}`);
}

function firstSentence(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  return sentence.replace(/\.$/, '');
}
