import { NO_ANSWERS, briefText } from './answers.ts';

it('the form puts an answer in quotes if YAML would otherwise read it as a different type', () => {
  const texts = { name: 'list fees', changes: 'no', when_nothing: 'No fee: none' };
  const values = [{ name: 'fee', example: '57', sometimes_missing: '' }];
  expect(briefText({ texts, lists: { ...NO_ANSWERS.lists, values } })).toBe(
    [
      'name: list fees',
      'changes: no',
      'when_nothing: "No fee: none"',
      'find_by: []',
      'values:',
      '  - name: fee',
      '    example: "57"',
      'send: []',
      'goes_wrong: []',
      '',
    ].join('\n'),
  );
});
