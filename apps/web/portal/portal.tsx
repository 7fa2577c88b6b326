import { Suspense, lazy } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import type { PortalData } from '#libs/portal-data';
import { usePortalData } from './portal-data.ts';
import { ChangesPage } from './changes/changes-page.tsx';
import { ErrorsPage } from './errors/errors-page.tsx';
import { FiguresPage } from './figures/figures-page.tsx';
import { Footer } from './parts/footer.tsx';
import { Notice } from './parts/notice.tsx';
import { RequestsPage } from './requests/requests-page.tsx';
import { ScreensPage } from './screens/screens-page.tsx';
import { ServicesPage } from './services/services-page.tsx';

/** Only this page loads the parser of briefs, because the parser is larger than the rest of the portal. */
const BriefsPage = lazy(() => import('./briefs/briefs-page.tsx'));

const PAGES: readonly (readonly [path: string, title: string])[] = [
  ['/services', 'Services'],
  ['/screens', 'Screens'],
  ['/errors', 'Errors'],
  ['/changes', 'Changes'],
  ['/briefs', 'Briefs'],
  ['/requests', 'Requests'],
  ['/figures', 'Figures'],
];

/** The developer portal: a page for each kind of question about the platform. */
export function Portal() {
  const { data, error } = usePortalData();
  return (
    <div className="portal">
      <header className="portal-head">
        <a className="brand" href="/portal/">
          Qred <span>developer portal</span>
        </a>
        <nav aria-label="Pages">
          {PAGES.map(([path, title]) => (
            <Link key={path} href={path} className={(isActive) => (isActive ? 'active' : '')}>
              {title}
            </Link>
          ))}
          <a href="/portal/reference/">API reference</a>
          <a href="/">Phone screen</a>
        </nav>
      </header>
      <main>
        {error && <Notice title="The portal has no data">{error.message}</Notice>}
        {!data && !error && <p role="status">Reading manifests, contracts and test results …</p>}
        {data && <Pages data={data} />}
      </main>
      {data && <Footer source={data.source} />}
    </div>
  );
}

function Pages({ data }: { readonly data: PortalData }) {
  return (
    <Suspense fallback={<p role="status">Loading …</p>}>
      <Switch>
        <Route path="/services">
          <ServicesPage data={data} />
        </Route>
        <Route path="/screens">
          <ScreensPage data={data} />
        </Route>
        <Route path="/errors">
          <ErrorsPage data={data} />
        </Route>
        <Route path="/changes">
          <ChangesPage data={data} />
        </Route>
        <Route path="/briefs">
          <BriefsPage data={data} />
        </Route>
        <Route path="/requests">
          <RequestsPage operations={data.operations} />
        </Route>
        <Route path="/figures">
          <FiguresPage figures={data.figures} />
        </Route>
        <Route>
          <Redirect to="/services" />
        </Route>
      </Switch>
    </Suspense>
  );
}
