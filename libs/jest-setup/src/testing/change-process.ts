/** Stays true if a second spec file gets the same instance of this module. */
let isLoaded = false;

/**
 * Tests that an earlier spec file in the same process left nothing behind, and then changes what the environment must
 * restore.
 */
export function testProcess(): void {
  it('starts with an unchanged process and with newly loaded modules', () => {
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
