export interface PageProps {
  readonly accountId: string;
  /** The company's name. */
  readonly company: string;
}
