/** The properties of every view that opens from the home screen. */
export interface PageProps {
  readonly accountId: string;
  /** The company's name. */
  readonly company: string;
}
