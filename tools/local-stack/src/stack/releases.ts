type Release = () => Promise<void>;

/** Undoes things, the last one first. What is added after that is undone at once. */
export class Releases {
  private readonly pending: Release[] = [];
  private released = false;

  add(release: Release): void {
    if (this.released) void release();
    else this.pending.push(release);
  }

  /** One that fails does not keep the others from being undone. Throws the first error at the end. */
  async release(): Promise<void> {
    this.released = true;
    const errors: unknown[] = [];
    for (const release of this.pending.splice(0).reverse()) {
      await release().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}
