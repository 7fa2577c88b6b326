import type { ChangeSources } from '../../changes/changed-services.ts';

const RUNNING = '0'.repeat(40);
const LONG_AGO = '2000-01-01T00:00:00Z';

/** Pretends that every service runs one commit and that exactly these projects have changed since. */
export function assumeChanged(changedProjects: ReadonlySet<string>): ChangeSources {
  return {
    records: {
      lastSuccessful: (stage, service) =>
        Promise.resolve({
          service,
          stage,
          sha: RUNNING,
          previous_sha: null,
          commits: [],
          started_at: LONG_AGO,
          ended_at: LONG_AGO,
          kind: 'deployment',
          result: 'success',
        }),
    },
    history: {
      knows: () => Promise.resolve(true),
      isAncestor: (sha) => Promise.resolve(sha === RUNNING),
      commitsBetween: () => Promise.resolve([]),
    },
    affected: { between: () => Promise.resolve(changedProjects) },
  };
}
