import type { Contract } from '#contracts/vocabulary';

/** The contract of the running service. */
export class ServiceContract {
  constructor(readonly contract: Contract) {}
}
