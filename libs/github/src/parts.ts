/** The parts of a deployment, in the order in which they deploy. */
export const PARTS = [
  'image',
  'migrations',
  'seed',
  /** What callers rely on: the contract's document and the port. It is not deployed by itself. */
  'interface',
  'data-stack',
  'migration-stack',
  'service-stack',
  'recovery-stack',
  'foundation-stack',
  'monitoring-stack',
  'mock-stack',
  'web-stack',
] as const;

export type Part = (typeof PARTS)[number];

/** A hash for each part that a unit has. Equal hashes need no deployment. */
export type Content = Readonly<Partial<Record<Part, string>>>;
