import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Evidence, evidenceFileName } from './evidence.ts';

type Request = Pick<Evidence, 'operation' | 'status' | 'example'>;

/** Jest starts in the workspace's root and loads this module once for each spec. */
const root = process.cwd();
const written = new Set<string>();
let isInTest = false;

/** Removes the records of an earlier run of this spec, and watches whether a test is running. */
export function startRecording(): void {
  const file = evidenceFile(currentSpec());
  if (file !== undefined) rmSync(file, { force: true });
  beforeEach(() => {
    isInTest = true;
  });
  afterEach(() => {
    isInTest = false;
  });
}

/** Does nothing unless an Nx test target runs the test. The target sets TEST_EVIDENCE. */
export function recordEvidence(request: Request): void {
  const spec = currentSpec();
  const file = evidenceFile(spec);
  if (file === undefined) return;
  const test = (isInTest && expect.getState().currentTestName) || null;
  const line = `${JSON.stringify({ ...request, spec, test } satisfies Evidence)}\n`;
  if (written.has(line)) return;
  written.add(line);
  mkdirSync(join(file, '..'), { recursive: true });
  appendFileSync(file, line);
}

function currentSpec(): string {
  return relative(root, expect.getState().testPath ?? '');
}

function evidenceFile(spec: string): string | undefined {
  const { TEST_EVIDENCE: folder } = process.env;
  return folder === undefined ? undefined : join(root, folder, evidenceFileName(spec));
}
