/** Stays true if a second spec file gets the same instance of this module. */
let isLoaded = false;

/**
 * Tests that earlier spec files in the same process left no changes behind. Then makes changes that the
 * environment must revert.
 */
export function testProcess(): void {
  it('a spec file starts with an unchanged process and newly loaded modules', () => {
    expect(isLoaded).toBe(false);
    expect(process.env.LEFT_BEHIND).toBeUndefined();
    expect(process.exitCode).toBeUndefined();
    expect(Date.now()).toBeGreaterThan(0);

    isLoaded = true;
    process.env.LEFT_BEHIND = 'yes';
    process.exitCode = 7;
    jest.useFakeTimers({ now: 0 });
  });
}
