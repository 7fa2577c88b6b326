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
  ])('finds an owner of %s, and all accounts of that user', async (account, sub, accounts) => {
    const memberships = new Memberships(mock.url, () => Promise.resolve('any'));
    const claims = { sub, account_ids: accounts, owned_account_ids: accounts };
    expect(await memberships.findMember(account)).toEqual(claims);
    expect(await memberships.findMember(account, 'owner')).toEqual(claims);
  });

  it('finds a member who does not own the account', async () => {
    const memberships = new Memberships(mock.url, () => Promise.resolve('any'));
    const claims = { sub: 'user-bo', account_ids: ['company-ab'], owned_account_ids: [] };
    expect(await memberships.findMember('company-ab', 'member')).toEqual(claims);
    expect(await memberships.findMember('company-cd', 'member')).toBeUndefined();
  });
});
