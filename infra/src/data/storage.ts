/** How large the volume of a database is at first, and how RDS lets it grow. */
export const STORAGE = {
  firstGib: 20,
  mostGib: 500,
  /** RDS lets a volume grow when less of it is free; that is RDS's own rule. */
  growsBelowPercent: 10,
};
