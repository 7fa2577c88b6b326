/** Which projects' code differs between two commits, directly or through what they depend on. */
export interface AffectedProjects {
  /** The names of the projects. `base` must be in the history of `head`. */
  between(base: string, head: string): Promise<ReadonlySet<string>>;
}
