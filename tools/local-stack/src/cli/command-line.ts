import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command that people run through npm. */
export interface Command<T extends Options> {
  /** The words before its own options: `npm start`. */
  readonly name: string;
  readonly help: string;
  /** Those besides --help. */
  readonly options: T;
}

/** The options of this run. Prints help and exits with 0, or prints what is wrong in one sentence and exits with 1. */
export function readOptions<T extends Options>({ name, help, options }: Command<T>) {
  try {
    refuseOptionsThatNpmTook(name, Object.keys(options));
    if (!process.argv.slice(2).includes('--help')) return parseArgs({ options }).values;
  } catch (error) {
    exitWith(new Error(`${firstSentence(error)}. See ${name} -- --help.`));
  }
  console.log(help);
  process.exit(0);
}

/** Prints what is wrong, without a stack trace, and exits with 1. */
export function exitWith(error: unknown): never {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** npm keeps options that stand before `--` for itself and passes them on as variables. */
function refuseOptionsThatNpmTook(name: string, options: readonly string[]): void {
  const taken = options.find((option) => process.env[`npm_config_${option}`] !== undefined);
  if (taken !== undefined)
    throw new Error(`npm keeps --${taken} for itself unless -- stands before it: ${name} -- --${taken}`);
}

function firstSentence(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  return sentence.replace(/\.$/, '');
}
