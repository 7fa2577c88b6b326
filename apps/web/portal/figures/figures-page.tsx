import type { PortalData } from '#libs/portal-data';

/** The delivery figures, as `npm run dora -- --html` renders them. */
export function FiguresPage({ figures }: Pick<PortalData, 'figures'>) {
  return (
    <>
      <h1>Figures</h1>
      {figures === 'sample' && (
        <p className="lead">
          Real figures come from deployment records in GitHub. Set GITHUB_REPOSITORY and GITHUB_TOKEN, and
          start again.
        </p>
      )}
      <iframe className="figures" title="Delivery figures" src="/portal/figures.html" />
    </>
  );
}
