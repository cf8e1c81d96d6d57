/** What the other parts of the local site add to the wiki's pages. */
export interface Mount {
  /** Addresses for the links in the header. */
  adminUrl?: string;
  repositoryUrl?: string;
  /** Path of the app's page in the settings of a space. The link to it is for those who administer the space. */
  spaceSettingsPath?: (spaceKey: string) => string;
  byline?: Byline;
}

/** The app's items below the title of a page or blog post. Their HTML is trusted. */
export interface Byline {
  items(contentId: string): string;
  /** What the items need once on a page: script and style. */
  assets(): string;
  /** The origin that they frame. */
  frameOrigin(): string;
}
