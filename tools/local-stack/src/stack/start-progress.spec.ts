import { StartProgress } from './start-progress.ts';

const steps: string[] = [];
let progress: StartProgress;

beforeEach(() => {
  steps.length = 0;
  progress = new StartProgress({ onStep: (step) => steps.push(step) });
});

function part(name: string) {
  return {
    stop() {
      steps.push(`${name} stops`);
      return Promise.resolve();
    },
  };
}

it('StartProgress stops parts in reverse order', async () => {
  await progress.keep(Promise.resolve(part('database')), 'database starts');
  await progress.keep(Promise.resolve(part('service')), 'service starts');
  await progress.stopAll();
  expect(steps).toEqual(['database starts', 'service starts', 'service stops', 'database stops']);
});

it('StartProgress stops all other parts even if one part fails to stop', async () => {
  await progress.keep(Promise.resolve(part('database')), 'database starts');
  await progress.stopLater(() => Promise.reject(new Error('service hangs')));
  await expect(progress.stopAll()).rejects.toThrow('service hangs');
  expect(steps).toContain('database stops');
});

it('StartProgress stops a part that starts after all other parts have stopped', async () => {
  progress.fail(new Error('database is down'));
  await progress.stopAll();
  await expect(progress.keep(Promise.resolve(part('service')), 'service starts')).rejects.toThrow(
    'database is down',
  );
  expect(steps).toEqual(['service stops']);
});

it('StartProgress throws an error if the caller has aborted the start', () => {
  const aborted = new StartProgress({ signal: AbortSignal.abort(new Error('Ctrl-C')) });
  expect(() => aborted.step('service starts')).toThrow('Ctrl-C');
});
