/** What every view behind the home screen shows. */
export interface PageProps {
  readonly accountId: string;
  /** The company's name. */
  readonly company: string;
}
