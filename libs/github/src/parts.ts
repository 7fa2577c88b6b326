/** The parts of a deployment, in the order in which they deploy. */
export const PARTS = [
  'image',
  'migrations',
  'seed',
  /** The part that callers rely on: the contract's document and the port. Nothing is deployed for this part itself. */
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

/** A hash for each part of a unit (a service or a shared stack). A part with an equal hash needs no deployment. */
export type Content = Readonly<Partial<Record<Part, string>>>;
