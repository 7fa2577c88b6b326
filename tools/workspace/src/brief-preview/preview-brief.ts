import { FsTree } from 'nx/src/generators/tree.js';
import { type Design, UnclearBrief, checkBrief, describeInText } from '#libs/briefs';
import { BreakingBrief } from '../operation/changed-brief.ts';
import { applyBrief } from '../operation/generator.ts';
import { readExisting } from '../operation/read-existing.ts';

/**
 * Returns Markdown that describes the brief's operation, an example response and the files to generate. If the brief
 * cannot become an operation, returns the questions and the refusals instead. Changes no file.
 */
export async function previewBrief(root: string, file: string): Promise<string> {
  const tree = new FsTree(root, false);
  try {
    const { operation, isGenerated, notes } = checkBrief(readExisting(tree), tree.read(file, 'utf8') ?? '');
    const { message, hasChanged } = await applyBrief(tree, file);
    if (isGenerated && !hasChanged) return section(file, `${nameOf(operation)} is in the contract already.`);
    if (isGenerated) return section(file, codeBlock(message));
    const files = tree.listChanges().map(({ path }) => path);
    return section(file, ...describeOperation(operation, notes), listOf('The generator writes:', files));
  } catch (error) {
    if (error instanceof UnclearBrief)
      return section(file, listOf('Nothing can be built from it yet:', error.questions));
    if (error instanceof BreakingBrief) return section(file, codeBlock(error.message));
    throw error;
  }
}

function describeOperation(operation: Design, notes: readonly string[]): string[] {
  return [operation.summary, codeBlock(describeInText(operation, notes))];
}

function codeBlock(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}

function nameOf({ service, operationId }: Design): string {
  return `\`${service}.${operationId}\``;
}

function section(file: string, ...parts: string[]): string {
  return [`### ${file}`, ...parts].join('\n\n');
}

function listOf(title: string, items: readonly string[]): string {
  return [title, '', ...items.map((item) => `- ${item.replaceAll('\n', ' ')}`)].join('\n');
}
