/** Whether an earlier spec file has loaded this module's instance. */
let isLoaded = false;

/** Tests that nothing is left of an earlier call in the same process, and then changes what an environment restores. */
export function testProcess(): void {
  it('starts with the process as it was, and with own modules', () => {
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
