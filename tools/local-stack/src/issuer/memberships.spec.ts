import { accountContract } from '#contracts/account';
import { freePort } from '#libs/stand-ins';
import { Mock } from '../mock/mock.ts';
import { Memberships } from './memberships.ts';

describe('Memberships', () => {
  let mock: Mock;

  beforeAll(async () => {
    const options = { host: '127.0.0.1', port: await freePort(), defaultService: accountContract.name };
    mock = await Mock.start({ ...options, contracts: [accountContract], standsFor: 'services' });
  });

  afterAll(() => mock.stop());

  it.each([
    ['company-ab', 'user-anna', ['company-ab', 'company-cd']],
    ['company-cd', 'user-anna', ['company-ab', 'company-cd']],
    ['card-active', 'user-card-active', ['card-active']],
    ['acc1', 'user-acc1', ['acc1']],
  ])('finds a user who may see %s, and all accounts of that user', async (account, sub, account_ids) => {
    const memberships = new Memberships(mock.url, () => Promise.resolve('any'));
    expect(await memberships.findMember(account)).toEqual({ sub, account_ids });
  });
});
