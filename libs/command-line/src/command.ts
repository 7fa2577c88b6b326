import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';

const FAILURE = 1;

interface Option extends ParseArgsOptionDescriptor {
  /** One line. */
  readonly help: string;
  /** The placeholder for the value in the help text. The default is the name of the option. */
  readonly value?: string;
  readonly required?: true;
}

type Options = Readonly<Record<string, Option>>;

export interface Command<T extends Options> {
  /** The words before the options, such as `npm start`. */
  readonly name: string;
  readonly help: string;
  readonly options: T;
  /** The placeholder for positional arguments in the help text. By default, a command accepts none. */
  readonly positionals?: string;
}

type Values<T extends Options> = ReturnType<typeof parse<T>>['values'] & {
  [Name in keyof T as T[Name] extends { readonly required: true } ? Name : never]: string;
};

interface Arguments<T extends Options> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
}

/**
 * Runs a command with the options of this process, or prints the help for `--help`. If the command fails, prints the
 * message of the error and sets the exit status.
 */
export async function runCommand<const T extends Options>(
  command: Command<T>,
  work: (values: Values<T>, positionals: readonly string[]) => void | Promise<void>,
  failure = FAILURE,
): Promise<void> {
  try {
    const given = readArguments(command);
    if (given) await work(given.values, given.positionals);
    else console.log(helpOf(command));
  } catch (error) {
    printError(error);
    process.exitCode = failure;
  }
}

/**
 * For programs that run until somebody stops them. Returns the options of this process. Exits for `--help` and for a
 * wrong option.
 */
export function readOptions<const T extends Options>(command: Command<T>): Values<T> {
  try {
    const given = readArguments(command);
    if (given) return given.values;
  } catch (error) {
    exitWith(error);
  }
  console.log(helpOf(command));
  process.exit(0);
}

/** Prints the error's message without a stack trace, and exits with 1. */
export function exitWith(error: unknown): never {
  printError(error);
  process.exit(FAILURE);
}

function printError(error: unknown): void {
  console.error(`✖ ${error instanceof Error ? error.message : String(error)}`);
}

/** Returns undefined for `--help`. Throws an Error with a message of one line for a wrong option. */
function readArguments<const T extends Options>(command: Command<T>): Arguments<T> | undefined {
  const { name, options, positionals } = command;
  try {
    refuseOptionsForNpm(name, Object.keys(options));
    const args = process.argv.slice(2);
    if (args.includes('--help') || args.includes('-h')) return undefined;
    const given = parse(args, options, positionals !== undefined);
    assertComplete(options, given.values);
    return { values: given.values, positionals: given.positionals };
  } catch (error) {
    throw new Error(`${firstSentence(error)}. See ${name} -- --help.`, { cause: error });
  }
}

function parse<const T extends Options>(args: readonly string[], options: T, allowPositionals: boolean) {
  return parseArgs({ args, options, allowPositionals });
}

function assertComplete<T extends Options>(options: T, values: object): asserts values is Values<T> {
  const given = new Map(Object.entries(values));
  const missing = Object.entries(options).find(([name, { required }]) => required && !given.get(name));
  if (missing) throw new Error(`--${missing[0]} is missing`);
}

/** npm treats options before `--` as options of npm, and turns them into environment variables. */
function refuseOptionsForNpm(name: string, options: readonly string[]): void {
  const taken = options.find((option) => process.env[`npm_config_${option}`] !== undefined);
  if (taken !== undefined)
    throw new Error(`npm took --${taken} as its own option; put -- before it: ${name} -- --${taken}`);
}

function firstSentence(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  return sentence.replace(/\.$/, '');
}

function helpOf({ name, help, options, positionals }: Command<Options>): string {
  const entries: [string, string][] = [
    ...Object.entries(options).map(([option, each]): [string, string] => [
      `--${option}${valueOf(option, each)}`,
      `${each.help}${defaultOf(each)}`,
    ]),
    ['--help', 'show this text'],
  ];
  const width = Math.max(...entries.map(([option]) => option.length));
  const lines = entries.map(([option, text]) => `  ${option.padEnd(width)}  ${text}`);
  return `${[name, '--', positionals, '[options]'].filter(Boolean).join(' ')}\n\n${help}\n\n${lines.join('\n')}`;
}

function valueOf(name: string, { type, value = name.toUpperCase() }: Option): string {
  return type === 'string' ? ` ${value}` : '';
}

function defaultOf({ default: value }: Option): string {
  return typeof value === 'string' && value !== '' ? ` (default: ${value})` : '';
}
