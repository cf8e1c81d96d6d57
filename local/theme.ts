/** The colours that someone chose on the local site: kept in the browser, the same for the wiki and for the settings. */

/** Under this name in the browser's localStorage: 'light' or 'dark'. Nothing: as the browser prefers. */
export const THEME_KEY = 'local-site-theme';

/** For the head of each page of the site, so that it is drawn in the chosen colours from the first. */
export const chosenThemeScript = `
try {
  const chosen = localStorage.getItem('${THEME_KEY}');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.colorMode = chosen;
} catch {
  // A browser that keeps nothing for this page: it is drawn as the browser prefers.
}
`;
