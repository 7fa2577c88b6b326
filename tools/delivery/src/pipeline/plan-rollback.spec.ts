import { exampleRecord as record, exampleSha as sha } from '#libs/github';
import { planRollback } from './plan-rollback.ts';

const older = { image: 'one', interface: 'old', migrations: 'few', 'service-stack': 'template' };
const newer = { image: 'two', interface: 'new', migrations: 'more', 'service-stack': 'template' };

describe('planRollback', () => {
  const records = [
    record({ sha: sha('1'), content: older, built_operations: ['listCards'] }),
    record({ sha: sha('2'), content: newer }),
    record({ sha: sha('3'), content: { ...newer, image: 'three' }, result: 'failure' }),
  ];
  const rollBack = (to: string, among = records) =>
    planRollback({ service: 'card', stage: 'production', to }, among);

  it("combines the target's image and operations with the database of the last successful deployment", () => {
    expect(rollBack(sha('1'))).toEqual({
      service: 'card',
      previousSha: sha('2'),
      imageSha: sha('1'),
      content: { ...newer, image: 'one', interface: 'old' },
      withdrawnContent: { ...newer, image: 'three' },
      builtOperations: ['listCards'],
    });
  });

  it('accepts the last successful version as the target after a failed deployment', () => {
    expect(rollBack(sha('2'))).toMatchObject({ previousSha: sha('2'), content: newer });
  });

  it('returns the image of an earlier commit if the target reused that image', () => {
    const kept = [record({ sha: sha('4'), image_sha: sha('1') })];
    expect(rollBack(sha('4'), kept)).toMatchObject({ imageSha: sha('1') });
  });

  it('if the target never ran, throws an error that lists earlier versions', () => {
    expect(() => rollBack(sha('3'))).toThrow(`It ran ${sha('2')}, ${sha('1')}`);
    expect(() => rollBack(sha('1'), [])).toThrow('It never ran there');
  });
});
