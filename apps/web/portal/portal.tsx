import { Suspense, lazy } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { PortalData } from '#libs/portal-data';
import { usePortalData } from './portal-data.ts';
import { ChangesPage } from './changes/changes-page.tsx';
import { ErrorsPage } from './errors/errors-page.tsx';
import { FiguresPage } from './figures/figures-page.tsx';
import { Footer } from './parts/footer.tsx';
import { Loading } from './parts/loading.tsx';
import { Notice } from './parts/notice.tsx';
import { PageTitle } from './parts/page-title.tsx';
import { PortalHead } from './parts/portal-head.tsx';
import { RequestsPage } from './requests/requests-page.tsx';
import { ScreensPage } from './screens/screens-page.tsx';
import { ServicesPage } from './services/services-page.tsx';

/** Loaded on demand, because the parser of briefs is larger than all other code of the portal. */
const BriefsPage = lazy(() => import('./briefs/briefs-page.tsx'));

export function Portal() {
  const { data, error, refetch } = usePortalData();
  const [location] = useLocation();
  return (
    <div className="portal">
      <PortalHead current={`/portal/#${location}`} />
      <main>
        {error && (
          <>
            <PageTitle>The portal has no data</PageTitle>
            <Notice title="Its server could not collect the data">
              <pre tabIndex={0}>{error.message}</pre>
              <button type="button" onClick={() => void refetch()}>
                Try again
              </button>
            </Notice>
          </>
        )}
        {!data && !error && <Loading>Reading manifests, contracts and test results …</Loading>}
        {data && <Pages data={data} />}
      </main>
      {data && <Footer source={data.source} />}
    </div>
  );
}

function Pages({ data }: { readonly data: PortalData }) {
  return (
    <Suspense fallback={<Loading>Loading the rules of briefs …</Loading>}>
      <Switch>
        <Route path="/services">
          <ServicesPage data={data} />
        </Route>
        <Route path="/screens/:screen?/:element?">
          {(chosen) => <ScreensPage data={data} chosen={chosen} />}
        </Route>
        <Route path="/errors">
          <ErrorsPage data={data} />
        </Route>
        <Route path="/changes/:service?">
          {({ service }) => <ChangesPage data={data} service={service} />}
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
