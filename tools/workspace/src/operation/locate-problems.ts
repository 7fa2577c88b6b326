import { platformProblems } from '#contracts/vocabulary';
import type { Design, DesignedProblem } from '#libs/briefs';
import { type Files, filesOf, readSource } from './names.ts';
import { problemExpression } from './source-edits.ts';

export interface LocatedProblem {
  readonly problem: DesignedProblem;
  readonly file: string;
  /** How the operation refers to the problem: `cardNotFound` or `activationProblems.CARD_BLOCKED`. */
  readonly expression: string;
  readonly isNew: boolean;
}

/**
 * Finds where each problem is declared, or where it will be declared. Omits ACCOUNT_NOT_FOUND, because the
 * platform declares this problem.
 */
export function locateProblems(tree: Files, design: Design): LocatedProblem[] {
  return design.problems.flatMap((problem) => locate(tree, design, problem) ?? []);
}

function locate(tree: Files, design: Design, problem: DesignedProblem): LocatedProblem | undefined {
  if (problem.code === platformProblems.accountNotFound.code && design.access !== 'public') return undefined;
  const { contractFolder, problems } = filesOf(design);
  const sources = tree.children(contractFolder).filter((name) => /(?<!\.spec)\.ts$/.test(name));
  for (const file of sources.map((name) => `${contractFolder}/${name}`)) {
    const expression = problemExpression(readSource(tree, file), problem.code);
    if (expression) return { problem, file, expression, isNew: false };
  }
  return { problem, file: problems, expression: problem.name, isNew: true };
}
