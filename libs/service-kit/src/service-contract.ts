import type { Contract } from '#contracts/vocabulary';

/** The contract that the running service fulfils. */
export class ServiceContract {
  constructor(readonly contract: Contract) {}
}
