import type { PortalData } from '#libs/portal-data';
import { Notice } from '../parts/notice.tsx';

/** The delivery figures, as `npm run dora -- --html` renders them. */
export function FiguresPage({ figures }: Pick<PortalData, 'figures'>) {
  return (
    <>
      <h1>Figures</h1>
      {figures === 'sample' && (
        <Notice title="These figures are invented">
          The real ones come from deployment records in GitHub. Set GITHUB_REPOSITORY and GITHUB_TOKEN, and
          start again.
        </Notice>
      )}
      <iframe className="figures" title="Delivery figures" src="/portal/figures.html" />
    </>
  );
}
