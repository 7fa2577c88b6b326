/** Finds the projects whose code, or whose dependencies' code, differs between two commits. */
export interface AffectedProjects {
  /** Returns project names. `base` must be in the history of `head`. */
  between(base: string, head: string): Promise<ReadonlySet<string>>;
}
