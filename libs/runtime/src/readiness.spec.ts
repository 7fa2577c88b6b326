import { Readiness } from './readiness.ts';

it('waits for the boot', async () => {
  const readiness = new Readiness();
  expect(await readiness.waitingFor()).toEqual(['booted']);
  readiness.markBooted();
  expect(await readiness.waitingFor()).toEqual([]);
});

it('waits for every requirement, and asks none again that was met', async () => {
  const readiness = new Readiness();
  readiness.markBooted();
  const migrated = jest.fn<Promise<boolean>, []>().mockResolvedValueOnce(false).mockResolvedValue(true);
  const warm = jest.fn<Promise<boolean>, []>().mockResolvedValue(true);
  readiness.require('migrated', migrated);
  readiness.require('warm', warm);
  expect(await readiness.waitingFor()).toEqual(['migrated']);
  expect(await readiness.waitingFor()).toEqual([]);
  migrated.mockRejectedValue(new Error('the database is down'));
  expect(await readiness.waitingFor()).toEqual([]);
  expect(migrated).toHaveBeenCalledTimes(2);
  expect(warm).toHaveBeenCalledTimes(1);
});

it('takes a requirement that cannot be checked for one that is not met', async () => {
  const readiness = new Readiness();
  readiness.markBooted();
  readiness.require('migrated', () => Promise.reject(new Error('the database is down')));
  expect(await readiness.waitingFor()).toEqual(['migrated']);
});

it('is over once the process drains', async () => {
  const readiness = new Readiness();
  readiness.markBooted();
  readiness.drain();
  expect(await readiness.waitingFor()).toEqual(['draining']);
});
