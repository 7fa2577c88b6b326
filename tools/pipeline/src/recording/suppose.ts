import type { ChangeSources } from '#tools/delivery';

const RUNNING = '0'.repeat(40);
const LONG_AGO = '2000-01-01T00:00:00Z';

/** As if every service ran the same commit, and these projects differed from it. */
export function suppose(changedProjects: ReadonlySet<string>): ChangeSources {
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
