import { Notice } from '../parts/notice.tsx';

/** The delivery figures, as `npm run dora -- --html` renders them. */
export function FiguresPage({ hasFigures }: { readonly hasFigures: boolean }) {
  return (
    <>
      <h1>Figures</h1>
      {hasFigures ? (
        <iframe className="figures" title="Delivery figures" src="/portal/figures.html" />
      ) : (
        <Notice title="No figures here">
          The figures come from deployment records in GitHub. Set GITHUB_REPOSITORY and GITHUB_TOKEN, and
          start again.
        </Notice>
      )}
    </>
  );
}
