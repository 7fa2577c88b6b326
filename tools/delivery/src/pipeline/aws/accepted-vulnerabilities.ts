import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FILE = '.github/accepted-vulnerabilities.yml';

const schema = z.array(
  z.strictObject({
    name: z.string().regex(/^[A-Z]+-[\w-]+$/, 'must be an id such as CVE-2026-12345'),
    reason: z.string().min(1),
    until: z.iso.date(),
  }),
);

export type AcceptedVulnerabilities = z.output<typeof schema>;

/**
 * Reads the vulnerabilities that are accepted until a date. Throws an Error that lists every invalid entry.
 */
export async function readAcceptedVulnerabilities(root: string): Promise<AcceptedVulnerabilities> {
  const result = schema.safeParse(parse(await readFile(join(root, FILE), 'utf8')));
  if (!result.success) throw new Error(`${FILE} is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}
