/** The properties of every view behind the home screen. */
export interface PageProps {
  readonly accountId: string;
  /** The company's name. */
  readonly company: string;
}
