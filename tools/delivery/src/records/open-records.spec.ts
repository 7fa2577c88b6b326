import { FileRecords } from './file-records.ts';
import { GitHubRecords } from './github-records.ts';
import { openExistingRecords, openRecords } from './open-records.ts';

describe('openRecords', () => {
  const environment = { GITHUB_REPOSITORY: 'qred/platform', GITHUB_TOKEN: 'secret' };

  it('opens GitHub Deployments unless a file is named', () => {
    expect(openRecords({ environment })).toBeInstanceOf(GitHubRecords);
    expect(openRecords({ environment, file: 'none.jsonl' })).toBeInstanceOf(FileRecords);
  });

  it('throws an Error without a location', () => {
    expect(() => openRecords({ environment: {} })).toThrow('--records <file>');
  });

  it('openExistingRecords rejects a file that does not exist', () => {
    expect(() => openExistingRecords({ environment, file: 'none.jsonl' })).toThrow(
      'There is no file none.jsonl',
    );
    expect(openExistingRecords({ environment })).toBeInstanceOf(GitHubRecords);
  });
});
