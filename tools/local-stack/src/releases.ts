type Release = () => Promise<void>;

/** What must be undone, last things first. What is added after that is undone at once. */
export class Releases {
  private readonly pending: Release[] = [];
  private released = false;

  add(release: Release): void {
    if (this.released) void release();
    else this.pending.push(release);
  }

  async release(): Promise<void> {
    this.released = true;
    for (const release of this.pending.splice(0).reverse()) await release();
  }
}
