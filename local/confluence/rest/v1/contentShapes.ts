import { adfOf } from '../../adf';
import { ancestorsOf, latest } from '../../model/state';
import type { Content, Space, Version } from '../../model/types';
import { renderStorage } from '../../render';
import { type Call, iso } from '../call';
import { contentPath, shortPath } from '../links';
import type { Expand } from './expand';
import { someone, versionShape } from './people';
import { restrictionsOf } from './restrictionShapes';

export const spaceShape = (call: Call, space: Space) => ({
  id: Number(space.id),
  key: space.key,
  alias: space.key,
  name: space.name,
  type: space.type,
  status: space.status,
  _expandable: {
    settings: '',
    metadata: '',
    operations: '',
    lookAndFeel: '',
    permissions: '',
    icon: '',
    description: '',
    theme: '',
    history: '',
    homepage: '',
  },
  _links: { webui: `/spaces/${space.key}`, self: `${call.base}/rest/api/space/${space.key}` },
});

export const bodies = (call: Call, expand: Expand, body: string, blankStorage: boolean) => {
  if (!expand.has('body')) return {};
  const shape = (representation: string, value: string) => ({
    [representation]: { value, representation, embeddedContent: [], _expandable: { content: '' } },
  });
  const view = () => renderStorage(body, { personName: (id) => call.model.person(id)?.name ?? null });
  return {
    body: {
      ...(expand.has('body.storage') ? shape('storage', blankStorage ? '' : body) : {}),
      ...(expand.has('body.atlas_doc_format') ? shape('atlas_doc_format', JSON.stringify(adfOf(body))) : {}),
      ...(expand.has('body.view') ? shape('view', view()) : {}),
      ...(expand.has('body.export_view') ? shape('export_view', view()) : {}),
      _expandable: { editor: '', styled_view: '' },
    },
  };
};

interface Common {
  authorId: string;
  createdAt: number;
  versions: Version[];
}

const historyShape = (call: Call, expand: Expand, thing: Common) => ({
  latest: true,
  createdBy: someone(call, thing.authorId),
  createdDate: iso(thing.createdAt),
  ...(expand.has('history.lastUpdated') ? { lastUpdated: versionShape(call, latest(thing)) } : {}),
  _expandable: {
    ...(expand.has('history.lastUpdated') ? {} : { lastUpdated: '' }),
    previousVersion: '',
    contributors: '',
    nextVersion: '',
  },
  _links: { self: '' },
});

export const shared = (call: Call, expand: Expand, thing: Common, space: Space | undefined) => ({
  ...(expand.has('space') && space ? { space: spaceShape(call, space) } : {}),
  ...(expand.has('history') ? { history: historyShape(call, expand, thing) } : {}),
  ...(expand.has('version') ? { version: versionShape(call, latest(thing)) } : {}),
});

const expandables = [
  'space',
  'history',
  'version',
  'ancestors',
  'body',
  'container',
  'metadata',
  'restrictions',
  'children',
  'childTypes',
  'extensions',
  'operations',
  'descendants',
];
export const notExpanded = (expand: Expand) =>
  Object.fromEntries(expandables.filter((name) => !expand.has(name)).map((name) => [name, '']));

export const links = (call: Call, id: string, webui: string) => ({
  self: `${call.base}/rest/api/content/${id}`,
  tinyui: shortPath(id),
  editui: `/pages/resumedraft.action?draftId=${id}`,
  webui,
});

const isShown = (call: Call) => (one: Content, at: number) => at === 0 || one.kind !== 'folder' || !call.settings.foldersMissingAbove;

/** From the top down. */
const ancestorsShape = (call: Call, expand: Expand, content: Content) =>
  [...ancestorsOf(call.model.state, content)]
    .filter(isShown(call))
    .reverse()
    .map((one) => ({
      id: one.id,
      type: one.kind,
      status: one.status,
      title: one.title,
      ...restrictionsOf(call, expand, one, 'ancestors.'),
      extensions: { position: one.position },
      _expandable: notExpanded(new Set()),
      _links: links(call, one.id, contentPath(call.model.state, one)),
    }));

const commentCount = (call: Call, content: Content) => call.model.state.commentIds.get(content.id)?.size ?? 0;

export const childTypesShape = (call: Call, expand: Expand, counts: Record<string, number>, id: string) => {
  const value = (type: string) => ({
    value: (counts[type] ?? 0) > 0,
    _links: { self: `${call.base}/rest/api/content/${id}/child/${type}` },
  });
  const all = expand.has('childTypes.all');
  return Object.fromEntries(Object.keys(counts).flatMap((type) => (all || expand.has(`childTypes.${type}`) ? [[type, value(type)]] : [])));
};

/** More come with their own list only. */
const mostLabels = 200;

export function contentShape(call: Call, content: Content, expand: Expand) {
  const { state } = call.model;
  const attachments = state.attachmentIdsByContent.get(content.id)?.size ?? 0;
  const counts = { attachment: attachments, comment: commentCount(call, content), page: state.childIds.get(content.id)?.length ?? 0 };
  const labels = content.labels.slice(0, mostLabels).map(({ prefix, name, id }) => ({ prefix, name, id, label: name }));
  return {
    id: content.id,
    type: content.kind,
    status: content.status,
    title: content.title,
    ...shared(call, expand, content, state.spaces.get(content.spaceId)),
    ...bodies(call, expand, content.body, content.blankStorage),
    ...(expand.has('ancestors') ? { ancestors: ancestorsShape(call, expand, content) } : {}),
    ...(expand.has('container') ? { container: { ...spaceInContainer(call, content.spaceId) } } : {}),
    ...(expand.has('metadata')
      ? {
          metadata: {
            ...(expand.has('metadata.labels')
              ? { labels: { results: labels, start: 0, limit: mostLabels, size: labels.length, _links: { self: '' } } }
              : {}),
            _expandable: {},
          },
        }
      : {}),
    ...restrictionsOf(call, expand, content),
    ...(expand.has('childTypes') ? { childTypes: childTypesShape(call, expand, counts, content.id) } : {}),
    ...(expand.has('extensions') ? { extensions: { position: content.position } } : {}),
    macroRenderedOutput: {},
    _expandable: notExpanded(expand),
    _links: links(call, content.id, contentPath(state, content)),
  };
}

const spaceInContainer = (call: Call, spaceId: string) => {
  const space = call.model.state.spaces.get(spaceId);
  return space ? spaceShape(call, space) : {};
};
