import '@atlaskit/css-reset';
import 'virtual:theme.css';
import './app.css';
import { view } from '@forge/bridge';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { messageOf } from './api';
import { makeFormat } from './format';
import { Problem } from './parts/Problem';
import { SiteContext } from './site';

async function start(root: HTMLElement): Promise<void> {
  const [context] = await Promise.all([view.getContext(), view.theme.enable()]);
  const { locale, timezone, moduleKey } = context;
  // The page's words are English, whatever the locale of its numbers.
  document.documentElement.lang = 'en';
  createRoot(root).render(
    <StrictMode>
      <SiteContext.Provider value={{ moduleKey, format: makeFormat(locale || 'en-US', timezone || 'UTC') }}>
        <App />
      </SiteContext.Provider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
start(root).catch((error: unknown) => {
  createRoot(root).render(
    <Problem
      title="This page could not be opened"
      message={messageOf(error)}
      meaning="Confluence did not say where the page is shown. The mirror goes on without it. Reload the page; if that does not help, the app may need an update."
    />,
  );
});
