import { createContext, useContext } from 'react';
import { type Format, makeFormat } from './format';

/** What the page knows of the place where it is shown. */
export interface Site {
  moduleKey: string;
  format: Format;
}

export const SiteContext = createContext<Site>({ moduleKey: '', format: makeFormat('en-US', 'UTC') });
export const useFormat = (): Format => useContext(SiteContext).format;
