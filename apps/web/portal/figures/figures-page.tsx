import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { PortalData } from '#libs/portal-data';
import { PageTitle } from '../parts/page-title.tsx';

export function FiguresPage({ figures }: Pick<PortalData, 'figures'>) {
  return (
    <>
      <PageTitle>Figures</PageTitle>
      {figures === 'sample' && (
        <p className="lead">
          Real figures come from deployment records in GitHub. Set <code>GITHUB_REPOSITORY</code> and{' '}
          <code>GITHUB_TOKEN</code>, and start again.
        </p>
      )}
      <WholeFrame title="Delivery figures" src="/portal/figures.html" />
    </>
  );
}

interface FrameProps {
  readonly title: string;
  /** The URL must have the origin of the portal, because a page can't measure a page of a different origin. */
  readonly src: string;
}

/** A frame that is as high as its content, so that only the window scrolls. */
function WholeFrame({ title, src }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [content, setContent] = useState<HTMLElement>();
  const show = ({ currentTarget: { contentDocument } }: SyntheticEvent<HTMLIFrameElement>): void => {
    if (!contentDocument) return;
    contentDocument.documentElement.classList.add('in-portal');
    setContent(contentDocument.body);
  };
  useEffect(() => {
    if (!content) return undefined;
    const observer = new ResizeObserver(() => {
      if (frame.current) frame.current.style.height = `${content.scrollHeight}px`;
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, [content]);
  return <iframe ref={frame} className="figures" title={title} src={src} onLoad={show} />;
}
