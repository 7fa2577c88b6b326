import type { Manifest } from '#libs/manifest';

/** The texts of generated files, by path relative to the workspace's root. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** The workspace that the files are generated from. */
export interface Workspace {
  readonly root: string;
  readonly manifests: readonly Manifest[];
}

/** Generates some of the committed files. It reads no generated file, so that the order of generators doesn't matter. */
export interface Generator {
  /** `npm run generate -- openapi` runs this generator alone. */
  readonly name: string;
  /** Pattern of the files that belong to the generator. A matching file that it doesn't render is deleted. */
  readonly files: string;
  readonly render: (workspace: Workspace) => GeneratedFiles | Promise<GeneratedFiles>;
}
