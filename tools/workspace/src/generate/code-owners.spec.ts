import { renderCodeOwners } from './code-owners.ts';

describe('renderCodeOwners', () => {
  it("lists each service's owner for its app and its contract, after the platform team", () => {
    const text = renderCodeOwners([
      { name: 'loan', owner: '@qred/loans' },
      { name: 'card', owner: '@qred/cards' },
    ]);

    expect(text.split('\n').slice(2)).toEqual([
      '* @qred/platform',
      '/apps/card/ @qred/cards',
      '/libs/contracts/card/ @qred/cards',
      '/apps/loan/ @qred/loans',
      '/libs/contracts/loan/ @qred/loans',
      '',
    ]);
  });
});
