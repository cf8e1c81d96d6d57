import { clean, wellFormed } from './mdast/phrasing';

/**
 * What the names in a body lead to. Pure: whoever composes a document hands in what it found out beforehand.
 * An unknown address is null; the reader of the body then keeps the text and warns.
 */
export interface References {
  /** The display name of a person; null if nobody knows it. */
  person(accountId: string): string | null;
  page(title: string, spaceKey: string | null): string | null;
  blogPost(title: string, spaceKey: string | null, postingDay: string | null): string | null;
  space(key: string): string | null;
  content(id: string): string | null;
  /** A file attached to this content, or to the page named by `owner`. */
  attachment(fileName: string, owner: { title: string; spaceKey: string | null } | null): string | null;
  /** A file of the media store by its id, as ADF names it; null where the caller did not say which attachment it is. */
  file(id: string): { name: string; url: string | null } | null;
  /** The address of this content itself, for links to anchors; '' where it is unknown. */
  self(): string;
  jiraIssue(key: string): string | null;
  /** An address as it stands in the body, made absolute. */
  absolute(url: string): string | null;
}

export interface ReferenceInput {
  /** The site's address up to and with `/wiki`; null when a body is converted by itself. */
  siteUrl: string | null;
  spaceKey: string | null;
  contentId: string | null;
  names: ReadonlyMap<string, string>;
  /** Addresses of pages by `pageKey`, from the space's index. */
  pages?: ReadonlyMap<string, string>;
  /** File names of attachments by their media id. */
  files?: ReadonlyMap<string, string>;
}

/** The key of `ReferenceInput.pages` and `Needs.pages`. */
export function pageKey(spaceKey: string, title: string): string {
  return `${spaceKey}/${title}`;
}

/** `encodeURIComponent` throws on half of a surrogate pair, which a body may hold. */
function encode(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** Spaces become `+` in the path of Confluence's `/display` addresses. */
function displayTitle(title: string): string {
  return encode(title).replace(/%20/g, '+');
}

const schemeOf = /^([A-Za-z][A-Za-z0-9+.-]*):/;
const harmful = new Set(['javascript', 'data', 'vbscript', 'blob']);

export function references(input: ReferenceInput): References {
  const { siteUrl, spaceKey, contentId, names, pages, files } = input;
  const page = (title: string, key: string | null): string | null => {
    const inSpace = key ?? spaceKey;
    if (inSpace === null || title === '') return null;
    const known = pages?.get(pageKey(inSpace, title));
    if (known !== undefined) return known;
    return siteUrl === null ? null : `${siteUrl}/display/${encode(inSpace)}/${displayTitle(title)}`;
  };
  const content = (id: string) => (siteUrl === null ? null : `${siteUrl}/pages/viewpage.action?pageId=${encode(id)}`);
  const own = (fileName: string) => (contentId === null ? null : `${siteUrl}/download/attachments/${contentId}/${encode(fileName)}`);
  return {
    person: (accountId) => names.get(accountId) ?? null,
    page,
    blogPost(title, key, postingDay) {
      const inSpace = key ?? spaceKey;
      if (siteUrl === null || inSpace === null || title === '') return null;
      const day = /^(\d{4})[/-](\d{2})[/-](\d{2})/.exec(postingDay ?? '');
      const path = day === null ? '' : `${day[1]}/${day[2]}/${day[3]}/`;
      return `${siteUrl}/display/${encode(inSpace)}/${path}${displayTitle(title)}`;
    },
    space: (key) => (siteUrl === null ? null : `${siteUrl}/spaces/${encode(key)}`),
    content,
    attachment(fileName, owner) {
      if (siteUrl === null) return owner === null ? encode(fileName) : null;
      if (owner === null) return own(fileName);
      // The id of another page's attachment is not known from its title: lead to that page's list of attachments.
      return page(owner.title, owner.spaceKey);
    },
    file(id) {
      const name = files?.get(id);
      return name === undefined ? null : { name, url: siteUrl === null ? encode(name) : own(name) };
    },
    self: () => (siteUrl === null || contentId === null ? '' : (content(contentId) ?? '')),
    jiraIssue: (key) => (siteUrl === null ? null : `${siteUrl.replace(/\/wiki$/, '')}/browse/${encode(key)}`),
    absolute(url) {
      const trimmed = clean(url).trim();
      const scheme = schemeOf.exec(trimmed)?.[1]?.toLowerCase();
      if (trimmed === '' || (scheme !== undefined && harmful.has(scheme))) return null;
      if (siteUrl !== null && trimmed.startsWith('/') && !trimmed.startsWith('//')) {
        return trimmed.startsWith('/wiki/') ? siteUrl.replace(/\/wiki$/, '') + trimmed : siteUrl + trimmed;
      }
      if (siteUrl !== null && trimmed.startsWith('#')) return (contentId === null ? '' : (content(contentId) ?? '')) + trimmed;
      return trimmed;
    },
  };
}

/** `@Name`; an account nobody could name is shown by its id. */
export function mention(accountId: string, to: References): string {
  return `@${to.person(accountId) ?? accountId}`;
}
