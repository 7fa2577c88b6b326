import { parseProjects } from './nx-affected-projects.ts';

describe('what Nx prints', () => {
  it('is a list of names, after remarks of its own', () => {
    expect(parseProjects('[]\n')).toEqual(new Set());
    expect(parseProjects('\n NX   A remark\n\n["card","e2e"]\n')).toEqual(new Set(['card', 'e2e']));
  });

  it('is an error where there is no list, so that a broken graph does not read as "nothing changed"', () => {
    expect(() => parseProjects(' NX   Failed to load 1 Nx plugin(s)\n')).toThrow(
      /It said:\n NX {3}Failed to load/,
    );
    expect(() => parseProjects('[1]')).toThrow(/could not tell/);
  });
});
