import type { Person } from '../../people';
import type { SeedBlogPost, SeedComment, SeedPage, SeedSite, SeedSpace } from '../seed';
import { insertComment } from './commentChanges';
import type { Context } from './context';
import { uuidOf } from './ids';
import { addVersion, insertContent } from './inserting';
import { labelNamed } from './labels';
import { insertAttachment } from './partChanges';
import { insertSpace } from './spaceChanges';
import { syncTasks } from './taskChanges';
import type { Content, ContentKind, Rule } from './types';

const hour = 3_600_000;
const day = 24 * hour;

/** Fills the database with a seed: as if all had happened before the site's start, so nobody hears of it. */
export function seedSite(live: Context, site: SeedSite): void {
  const start = live.clock.now();
  let at = start;
  // The clock of the past: what is inserted gets the time that the seed says, never later than the start.
  const context: Context = {
    ...live,
    clock: { ...live.clock, now: () => Math.min(at, start - 60_000) },
    index: { ...live.index, touch: () => undefined },
    emit: () => undefined,
  };
  const byEmail = new Map([...live.state.people.values()].map((one) => [one.email, one]));
  const first = [...live.state.people.values()].find((one) => one.accountType === 'atlassian');
  const author = (email: string | undefined): string => accountOf(email ? byEmail.get(email) : first, email);

  /** A group that nobody of the site is in exists all the same. */
  const needGroups = (names: readonly string[] = []) => {
    for (const name of names) if (!live.state.groups.has(name)) live.state.groups.set(name, { id: uuidOf('group', name), name });
  };
  const rule = (restricted: { users?: string[]; groups?: string[] } | undefined): Rule | null => {
    needGroups(restricted?.groups);
    return restricted ? { users: (restricted.users ?? []).map(author), groups: restricted.groups ?? [] } : null;
  };

  const addComments = (content: Content, comments: SeedComment[], parentId: string | null) => {
    for (const one of comments) {
      at += 2 * hour;
      const quoted =
        one.inline && parentId === null ? { quote: one.inline.quote, resolution: one.inline.resolution ?? ('open' as const) } : {};
      const parent = parentId === null ? null : (live.state.comments.get(parentId) ?? null);
      const comment = insertComment(context, author(one.by), content, { contentId: content.id, body: one.body, ...quoted }, parent);
      addComments(content, one.replies ?? [], comment.id);
    }
  };

  const dress = (content: Content, seed: SeedPage | SeedBlogPost) => {
    const who = content.authorId;
    for (const name of seed.labels ?? []) content.labels.push(labelNamed(context, name));
    content.read = rule(seed.restrictedTo);
    const named = new Set(
      [...content.body.matchAll(/<ri:attachment\b[^>]*ri:filename="([^"]+)"[^>]*\/>/g)].map((match) => decode(match[1] ?? '')),
    );
    const files = 'attachments' in seed ? (seed.attachments ?? []) : [];
    for (const { title } of files) named.delete(title);
    for (const file of [...files, ...[...named].map((title) => ({ title }))])
      insertAttachment(context, who, content, { contentId: content.id, ...file });
    at += hour * (1 + (Number(content.id) % 30));
    if (content.body) addVersion(context, content, who);
    syncTasks(context, content, who);
    addComments(content, seed.comments ?? [], null);
  };

  const addPage = (spaceId: string, seed: SeedPage, parentId: string | null): Content => {
    at = start - (seed.daysAgo ?? 40) * day;
    const status = seed.status ?? 'current';
    const kind: ContentKind = seed.kind === 'live' || seed.kind === undefined ? 'page' : seed.kind;
    const content = insertContent(context, author(seed.by), {
      spaceId,
      title: seed.title,
      body: seed.body,
      kind,
      live: seed.kind === 'live',
      parentId,
      status,
      blankStorage: seed.blankStorage,
    });
    dress(content, seed);
    // Nothing lies below what is archived or in the trash: its children were detached when it went.
    for (const child of seed.children ?? []) addPage(spaceId, child, status === 'current' ? content.id : parentId);
    return content;
  };

  const addSpace = (seed: SeedSpace) => {
    at = start - 400 * day;
    const admins = (seed.admins ?? []).map(author);
    const { key, name, type, description, viewGroups } = seed;
    const space = insertSpace(context, admins[0] ?? author(undefined), { key, name, type, description, admins, viewGroups });
    space.status = seed.status ?? 'current';
    space.labels = (seed.labels ?? []).map((label) => labelNamed(context, label, 'team'));
    needGroups(viewGroups);
    seed.pages.forEach((page, ordinal) => {
      const content = addPage(space.id, page, null);
      if (ordinal === 0 && content.kind === 'page') space.homepageId = content.id;
    });
    for (const post of seed.blogposts ?? []) {
      at = start - (post.daysAgo ?? 20) * day;
      dress(insertContent(context, author(post.by), { spaceId: space.id, title: post.title, body: post.body, kind: 'blogpost' }), post);
    }
  };

  for (const space of site.spaces) addSpace(space);
  live.index.learnAll();
}

function accountOf(person: Person | undefined, email: string | undefined): string {
  if (!person) throw new Error(`The seed names ${email ?? 'nobody'}, who is not one of the people of this site`);
  return person.accountId;
}

const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
