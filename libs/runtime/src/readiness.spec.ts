import { Deadline } from './deadline.ts';
import { Readiness } from './readiness.ts';

it('readiness becomes true only after the boot', async () => {
  const readiness = new Readiness();
  expect(await readiness.waitingFor()).toEqual(['booted']);
  readiness.markBooted();
  expect(await readiness.waitingFor()).toEqual([]);
});

it('readiness becomes true when every requirement has been met once', async () => {
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

it('readiness treats a requirement as unmet if its check throws an error', async () => {
  const readiness = new Readiness();
  readiness.markBooted();
  readiness.require('migrated', () => Promise.reject(new Error('the database is down')));
  expect(await readiness.waitingFor()).toEqual(['migrated']);
});

it('readiness ends when the process starts to drain', async () => {
  const readiness = new Readiness();
  readiness.markBooted();
  readiness.drain();
  expect(await readiness.waitingFor()).toEqual(['draining']);
});

describe('untilReady', () => {
  it('resolves once all requirements are met', async () => {
    const readiness = new Readiness();
    const migrated = jest.fn<Promise<boolean>, []>().mockResolvedValueOnce(false).mockResolvedValue(true);
    readiness.require('migrated', migrated);
    readiness.markBooted();
    await readiness.untilReady();
    expect(await readiness.waitingFor()).toEqual([]);
  });

  it('names the unmet requirements when the boot deadline has passed', async () => {
    const readiness = new Readiness(new Deadline(50));
    readiness.require('migrated', () => Promise.resolve(false));
    readiness.markBooted();
    await expect(readiness.untilReady()).rejects.toThrow('it still waits for: migrated');
  });

  it('resolves if the process drains before it is ready', async () => {
    const readiness = new Readiness(new Deadline(0));
    readiness.drain();
    await readiness.untilReady();
  });
});
