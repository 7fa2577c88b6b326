/** The parts of a deployment, in the order of deployment. */
export const PARTS = [
  'image',
  'migrations',
  'seed',
  /** The contract's document and the port. Callers depend on this part, but it is never deployed itself. */
  'interface',
  'data-stack',
  'migration-stack',
  'service-stack',
  'recovery-stack',
  'edge-firewall-stack',
  'foundation-stack',
  'monitoring-stack',
  'mock-stack',
  'web-stack',
] as const;

export type Part = (typeof PARTS)[number];

/**
 * Maps each part of a unit (a service or a shared stack) to a hash. A part whose hash is unchanged needs no
 * deployment.
 */
export type Content = Readonly<Partial<Record<Part, string>>>;
