import type { Idea } from './figures.ts';
import type { Line } from '../changes/git.ts';
import { type Commit, type DeploymentRecord, inOrder } from '../records/record.ts';

/** The history that ideas are read from. `Git` implements it. */
export interface IdeaSources {
  knows(sha: string): Promise<boolean>;
  firstWith(pattern: string, folder: string): Promise<Commit | undefined>;
  filesThatHad(pattern: string, folder: string): Promise<string[]>;
  firstOf(file: string): Promise<Commit | undefined>;
  linesAt(sha: string, pattern: string, folder: string): Promise<Line[]>;
}

/** Folder of briefs, which describe operations before a contract exists. */
const BRIEFS = 'briefs';

/**
 * When each operation of a service was first described (the first commit of the operation in the contract or of a
 * brief that names it) and when it was first served. Operations that the contract source doesn't name, such
 * as `ping`, are left out. `records` are all records of one stage.
 */
export async function readIdeas(
  service: string,
  operations: readonly string[],
  records: readonly DeploymentRecord[],
  git: IdeaSources,
): Promise<Idea[]> {
  const ideas: Omit<Idea, 'answeredAt'>[] = [];
  for (const operation of operations) {
    const thoughtOfAt = await firstThought(service, operation, git);
    if (thoughtOfAt) ideas.push({ service, operation, thoughtOfAt });
  }
  const answered = await firstAnswers(service, operations, records, git);
  return ideas.map((idea) => ({ ...idea, answeredAt: answered.get(idea.operation) }));
}

async function firstThought(service: string, operation: string, git: IdeaSources): Promise<Date | undefined> {
  const inContract = await git.firstWith(`${word(operation)}: operation\\(`, `libs/contracts/${service}`);
  if (!inContract) return undefined;
  const briefs = await git.filesThatHad(`${word(operation)}([^A-Za-z0-9_]|$)`, BRIEFS);
  const commits = await Promise.all(briefs.map((brief) => git.firstOf(brief)));
  const times = [inContract, ...commits].flatMap((commit) => (commit ? [Date.parse(commit.time)] : []));
  return new Date(Math.min(...times));
}

function word(text: string): string {
  return `(^|[^A-Za-z0-9_])${text}`;
}

/** Searches the successful deployments until each operation is found. */
async function firstAnswers(
  service: string,
  operations: readonly string[],
  records: readonly DeploymentRecord[],
  git: IdeaSources,
): Promise<ReadonlyMap<string, Date>> {
  const answers = new Map<string, Date>();
  const looked = new Set<string>();
  for (const record of inOrder(records)) {
    if (operations.every((operation) => answers.has(operation))) break;
    if (record.service !== service || record.kind !== 'deployment' || record.result !== 'success') continue;
    if (looked.has(record.sha) || !(await git.knows(record.sha))) continue;
    looked.add(record.sha);
    const decorators = await git.linesAt(record.sha, '^[[:space:]]*@[A-Za-z]', `apps/${service}/src`);
    for (const operation of builtOperations(decorators))
      if (!answers.has(operation)) answers.set(operation, new Date(record.ended_at));
  }
  return answers;
}

/**
 * Operations with a built handler, from the source lines with decorators: operations that
 * `@Implements` names without a `@NotBuilt` beside it.
 */
export function builtOperations(decorators: readonly Line[]): string[] {
  return adjacent(decorators)
    .filter((block) => !block.some(({ text }) => /@NotBuilt\b/.test(text)))
    .flat()
    .flatMap(({ text }) => [...text.matchAll(/@Implements\((?:[\w$]+\.)*([\w$]+)\)/g)])
    .flatMap(([, operation]) => operation ?? []);
}

/** Groups adjacent lines of one file. */
function adjacent(lines: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    const previous = blocks.at(-1)?.at(-1);
    if (previous?.file === line.file && previous.number + 1 === line.number) blocks.at(-1)?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}
