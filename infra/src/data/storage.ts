/** Initial size of a database volume and how RDS grows it. */
export const STORAGE = {
  firstGib: 20,
  mostGib: 500,
  /** RDS grows the volume when free space falls below this percentage. The rule is RDS's own. */
  growsBelowPercent: 10,
};
