import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { App } from './app.tsx';
import { connectApi } from './data/api.ts';
import { createQueryClient } from './data/query-client.ts';
import { ServicesProvider } from './data/services.tsx';
import { chosenScenario } from './mock/scenario.ts';
import { mount } from './mount.tsx';
import './phone.css';
import { openSession } from './session/open-session.ts';
import { loadSettings } from './settings.ts';
import { Failure } from './view/notice.tsx';

const MockPanel = lazy(() => import('./mock/mock-panel.tsx'));

try {
  if (!hasStorage()) throw new Error('Storage is blocked');
  const settings = await loadSettings();
  const session = await openSession(settings);
  const isMock = settings.kind === 'mock';
  const api = connectApi(session, isMock ? chosenScenario : undefined);
  mount(
    <QueryClientProvider client={createQueryClient(session)}>
      <ServicesProvider value={{ session, api }}>
        <Suspense>{isMock && <MockPanel />}</Suspense>
        <App />
      </ServicesProvider>
    </QueryClientProvider>,
  );
} catch {
  mount(
    <Failure>
      {hasStorage()
        ? 'The app can’t start right now.'
        : 'Your browser blocks storage for this page. Allow it to sign in.'}
    </Failure>,
  );
}

/** In a browser that blocks cookies, access to storage throws an error. */
function hasStorage(): boolean {
  try {
    return Boolean(localStorage) && Boolean(sessionStorage);
  } catch {
    return false;
  }
}
