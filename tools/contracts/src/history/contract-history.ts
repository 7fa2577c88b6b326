import { documentPath } from '../documents/document-path.ts';
import type { Users } from '../breaking-changes/affected-by.ts';
import { isWording } from '../breaking-changes/compare-texts.ts';
import { type Document, readDocument } from '../breaking-changes/document.ts';
import { readBlobs, runGit } from '../breaking-changes/run-git.ts';
import { type ServiceChange, serviceChanges } from '../breaking-changes/service-changes.ts';

export interface CommitChanges {
  readonly commit: string;
  /** RFC 3339. */
  readonly date: string;
  readonly subject: string;
  readonly changes: readonly ServiceChange[];
  readonly wordings: number;
}

export interface ContractHistory {
  /** The latest commit is first. */
  readonly commits: readonly CommitChanges[];
  /** True if there are more commits, or if the clone lacks the older commits. */
  readonly isCut: boolean;
}

/** Git's object ids of a changed document. An id of only zeros means that the document does not exist. */
interface ChangedDocument {
  readonly service: string;
  readonly before: string;
  readonly after: string;
}

interface Commit extends Omit<CommitChanges, 'changes' | 'wordings'> {
  readonly documents: readonly ChangedDocument[];
}

const COMMIT = '\u0001';
const ANY = '*';
const NOTHING = /^0+$/;
const CHANGED = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) \w+\t(.+)$/;

/**
 * Lists the contract changes of the last commits that changed a document. `most` limits the number of
 * commits. Compares each commit with its first parent.
 */
export async function contractHistory(root: string, users: Users, most: number): Promise<ContractHistory> {
  const log = await runGit(
    root,
    ...['log', `--max-count=${most + 1}`, '--first-parent', '--diff-merges=first-parent', '--raw'],
    ...['--no-abbrev', '--no-renames', `--format=${COMMIT}%H%x09%cI%x09%s`, '--', documentPath(ANY)],
  );
  const found = log.split(COMMIT).slice(1).map(readCommit);
  const shown = found.slice(0, most);
  const read = await readDocuments(root, shown);
  const commits = shown.map(({ documents, ...commit }) => ({
    ...commit,
    ...changesOf(documents, users, read),
  }));
  const isShallow = (await runGit(root, 'rev-parse', '--is-shallow-repository')).trim() === 'true';
  return {
    commits: commits.filter(({ changes, wordings }) => changes.length + wordings > 0),
    isCut: isShallow || found.length > most,
  };
}

function readCommit(text: string): Commit {
  const [head = '', ...lines] = text.split('\n');
  const [commit = '', date = '', ...subject] = head.split('\t');
  return { commit, date, subject: subject.join('\t'), documents: lines.flatMap(readChange) };
}

function readChange(line: string): ChangedDocument[] {
  const [, before = '', after = '', file = ''] = CHANGED.exec(line) ?? [];
  const [prefix = '', suffix = ''] = documentPath(ANY).split(ANY);
  if (!file.startsWith(prefix) || !file.endsWith(suffix)) return [];
  return [{ service: file.slice(prefix.length, -suffix.length), before, after }];
}

function changesOf(
  documents: readonly ChangedDocument[],
  users: Users,
  read: ReadonlyMap<string, Document>,
): Pick<CommitChanges, 'changes' | 'wordings'> {
  const side = (which: 'before' | 'after') =>
    new Map(documents.map((document) => [document.service, read.get(document[which]) ?? {}]));
  const all = serviceChanges(side('before'), side('after'), users);
  const changes = all.filter((change) => !isWording(change));
  return { changes, wordings: all.length - changes.length };
}

/** Returns the documents of these commits by Git's object id. Omits documents that do not exist. */
async function readDocuments(root: string, commits: readonly Commit[]): Promise<Map<string, Document>> {
  const ids = commits.flatMap(({ documents }) => documents.flatMap(({ before, after }) => [before, after]));
  const blobs = await readBlobs(
    root,
    [...new Set(ids)].filter((id) => !NOTHING.test(id)),
  );
  return new Map([...blobs].map(([id, text]) => [id, readDocument(text)]));
}
