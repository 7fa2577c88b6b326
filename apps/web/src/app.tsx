import { useEffect, useState, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { chooseCompany, readCompany } from './data/chosen-company.ts';
import { useAccounts } from './data/queries.ts';
import { useServices } from './data/services.tsx';
import { Home } from './home/home.tsx';
import { CardPage } from './pages/card.tsx';
import { InvoicesPage } from './pages/invoices.tsx';
import { SignedOut } from './pages/signed-out.tsx';
import { SpendPage } from './pages/spend.tsx';
import { SupportPage } from './pages/support.tsx';
import { TransactionsPage } from './pages/transactions.tsx';
import { FailureBoundary } from './view/failure-boundary.tsx';
import { Header } from './view/header.tsx';
import { Empty, Loading, Unavailable } from './view/notice.tsx';
import { OfflineBanner } from './view/offline-banner.tsx';

/** The hash of the URL selects the view, so that the server needs only one page. */
export function App() {
  const { session } = useServices();
  const client = useQueryClient();
  const state = useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.state,
  );
  useEffect(() => {
    // The next person must not see the data of the previous person.
    if (state !== 'signed-in') client.clear();
  }, [client, state]);
  return (
    <Router hook={useHashLocation}>
      <OfflineBanner />
      {state === 'signed-in' ? <SignedIn /> : <SignedOut state={state} />}
    </Router>
  );
}

function SignedIn() {
  const { data: accounts, error, refetch } = useAccounts();
  const [location] = useLocation();
  const [chosen, setChosen] = useState(readCompany);
  const account = accounts?.find(({ account_id: id }) => id === chosen) ?? accounts?.[0];
  const choose = (accountId: string): void => {
    chooseCompany(accountId);
    setChosen(accountId);
  };
  if (!accounts || !account)
    return (
      <>
        <Header />
        <main className="home">
          {accounts ? (
            <Empty>You have access to no company. Ask your administrator for it.</Empty>
          ) : error ? (
            <div className="whole">
              <Unavailable what="Your companies" onRetry={() => void refetch()} error={error} />
            </div>
          ) : (
            <Loading what="your companies" lines={6} />
          )}
        </main>
      </>
    );
  const shown = { accountId: account.account_id, company: account.account_name };
  return (
    <>
      <Header />
      <FailureBoundary key={location}>
        <Switch>
          <Route path="/transactions">
            <TransactionsPage {...shown} />
          </Route>
          <Route path="/card">
            <CardPage {...shown} />
          </Route>
          <Route path="/invoices">
            <InvoicesPage {...shown} />
          </Route>
          <Route path="/spend">
            <SpendPage {...shown} />
          </Route>
          <Route path="/support">
            <SupportPage />
          </Route>
          <Route>
            <Home accounts={accounts} accountId={shown.accountId} onSelect={choose} />
          </Route>
        </Switch>
      </FailureBoundary>
    </>
  );
}
