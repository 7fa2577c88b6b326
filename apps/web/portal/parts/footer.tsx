import type { Source } from '#libs/portal-data';

const SHORT = 9;
const time = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

export function Footer({ source }: { readonly source: Source }) {
  const { collectedAt, commit, isChanged } = source;
  return (
    <footer>
      {`Collected ${time.format(new Date(collectedAt))} `}
      {commit === null
        ? 'when the image was built. Build it again to renew the data.'
        : `from commit ${commit.slice(0, SHORT)}${isChanged ? ', with changes that are not committed' : ''}. Restart the stack or the mock to collect it again.`}
    </footer>
  );
}
