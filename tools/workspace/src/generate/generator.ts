import type { Manifest } from '#libs/manifest';

/** The texts of the files, by path relative to the workspace's root. */
export type GeneratedFiles = ReadonlyMap<string, string>;

export interface Workspace {
  readonly root: string;
  readonly manifests: readonly Manifest[];
}

/**
 * Writes some of the committed files. A generator must not read generated files, so that generators can run in any
 * order.
 */
export interface Generator {
  /** The name on the command line: `npm run generate -- openapi` runs only this generator. */
  readonly name: string;
  /**
   * A glob pattern for the generator's files. Deletes a file if it matches this pattern but is no longer
   * rendered.
   */
  readonly files: string;
  readonly render: (workspace: Workspace) => GeneratedFiles | Promise<GeneratedFiles>;
}
