const CONTRACT_FILE = /^libs\/contracts\/(?<service>[^/]+)\//;
/** The lines that mark an operation as not built, in a contract and in its document, with the sign of `git diff`. */
const BUILT_LINE = /^[+-]\s*(?:built: false,|x-built: false)$/;

export interface SplitChanges {
  /** Services whose contract changes only in `built`. Their callers need no deployment. */
  readonly services: readonly string[];
  /** All other files. */
  readonly files: readonly string[];
}

/** Separates contracts that change only in `built` from the other changed files. */
export async function splitBuiltChanges(
  changedFiles: readonly string[],
  changedLines: (file: string) => Promise<readonly string[]>,
): Promise<SplitChanges> {
  const services = new Set<string>();
  const files: string[] = [];
  for (const file of changedFiles) {
    const service = CONTRACT_FILE.exec(file)?.groups?.service;
    const lines = service === undefined ? [] : await changedLines(file);
    if (service !== undefined && lines.length > 0 && lines.every((line) => BUILT_LINE.test(line)))
      services.add(service);
    else files.push(file);
  }
  return { services: [...services], files };
}
