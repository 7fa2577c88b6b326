import { parseProjects } from './affected-projects.ts';

describe('parseProjects', () => {
  it('finds the list of names behind the log lines of Nx', () => {
    expect(parseProjects('[]\n')).toEqual(new Set());
    expect(parseProjects('\n NX   A note\n\n["card","e2e"]\n')).toEqual(new Set(['card', 'e2e']));
  });

  it('throws without a list, so that a broken graph does not look like "nothing changed"', () => {
    expect(() => parseProjects(' NX   Failed to load 1 Nx plugin(s)\n')).toThrow(
      /Its output:\n NX {3}Failed to load/,
    );
    expect(() => parseProjects('[1]')).toThrow(/no list of affected projects/);
  });
});
