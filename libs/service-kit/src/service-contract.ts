import type { Contract } from '#contracts/vocabulary';

export class ServiceContract {
  constructor(readonly contract: Contract) {}
}
