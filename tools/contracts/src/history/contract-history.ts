import { documentPath } from '../documents/document-path.ts';
import type { Users } from '../breaking-changes/affected-by.ts';
import { isWording } from '../breaking-changes/compare-texts.ts';
import { type Document, readDocument } from '../breaking-changes/document.ts';
import { runGit } from '../breaking-changes/run-git.ts';
import { type ServiceChange, serviceChanges } from '../breaking-changes/service-changes.ts';

/** The contract changes of one commit. */
export interface CommitChanges {
  readonly commit: string;
  /** RFC 3339. */
  readonly date: string;
  readonly subject: string;
  readonly changes: readonly ServiceChange[];
  /** How many descriptions were reworded. */
  readonly wordings: number;
}

export interface ContractHistory {
  /** The latest first. */
  readonly commits: readonly CommitChanges[];
  /** Whether there are more commits, or the clone lacks the older ones. */
  readonly isCut: boolean;
}

/** A changed document, as Git's object ids. All zeros mean that the document does not exist. */
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
const CHANGED = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) \w+\t(.+)$/;

/** Compares the contracts of each of the last `most` commits that changed a document with those of its parent. */
export async function contractHistory(root: string, users: Users, most: number): Promise<ContractHistory> {
  const log = await runGit(
    root,
    ...['log', `--max-count=${most + 1}`, '--first-parent', '--diff-merges=first-parent', '--raw'],
    ...['--no-abbrev', '--no-renames', `--format=${COMMIT}%H%x09%cI%x09%s`, '--', documentPath(ANY)],
  );
  const found = log.split(COMMIT).slice(1).map(readCommit);
  const read = documentReader(root);
  const commits: CommitChanges[] = [];
  for (const { documents, ...commit } of found.slice(0, most))
    commits.push({ ...commit, ...(await changesOf(documents, users, read)) });
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

async function changesOf(
  documents: readonly ChangedDocument[],
  users: Users,
  read: (id: string) => Promise<Document>,
): Promise<Pick<CommitChanges, 'changes' | 'wordings'>> {
  const side = async (which: 'before' | 'after') =>
    new Map(
      await Promise.all(
        documents.map(async (document) => [document.service, await read(document[which])] as const),
      ),
    );
  const all = serviceChanges(await side('before'), await side('after'), users);
  const changes = all.filter((change) => !isWording(change));
  return { changes, wordings: all.length - changes.length };
}

/** Reads documents by Git's object id, each once. */
function documentReader(root: string): (id: string) => Promise<Document> {
  const known = new Map<string, Promise<Document>>();
  const read = async (id: string): Promise<Document> =>
    /^0+$/.test(id) ? {} : readDocument(await runGit(root, 'cat-file', 'blob', id));
  return (id) => {
    const document = known.get(id) ?? read(id);
    known.set(id, document);
    return document;
  };
}
