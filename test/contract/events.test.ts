/** Events of the local Confluence have the fields of the vendor's documented examples, each of the same type. */
import type { EventPayload } from '../../local/confluence/model';
import { describeByContract, eventExample } from './openapi';
import { ada, type ContractSite, openSite, storage } from './site';

/** Field paths with their types; what a list holds is looked at in its first element. */
function shapeOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${at}[]`] : shapeOf(value[0], `${at}[]`);
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([name, field]) => shapeOf(field, `${at}.${name}`));
}

describeByContract('the payload', () => {
  let site: ContractSite;
  const events: EventPayload[] = [];
  beforeAll(async () => {
    site = await openSite();
    site.local.model.onEvent((event) => events.push(event));
  });
  afterAll(() => site.close());

  const made = (eventType: string, change: () => void): EventPayload => {
    events.length = 0;
    change();
    const event = events.find((one) => one.eventType === eventType);
    if (!event) throw new Error(`No ${eventType}: ${events.map((one) => one.eventType).join()}`);
    return event;
  };
  const spaceId = () => site.local.model.state.spaceByKey.get('CON')?.id ?? '';

  const changes: Record<string, (who: string) => void> = {
    'created-page': (who) => site.local.model.createPage(who, { spaceId: spaceId(), title: 'A brand new page' }),
    'created-space': (who) => site.local.model.createSpace(who, { key: 'SP', name: 'Project' }),
    'created-attachment': (who) => site.local.model.addAttachment(who, { contentId: site.idOf('Below'), title: 'logo.png' }),
    'created-comment': (who) => {
      const root = [...site.local.model.state.comments.values()].find((one) => one.contentId === site.idOf('Full page') && !one.inline);
      site.local.model.reply(who, root?.id ?? '', '<p>Reply</p>');
    },
    'updated-task': (who) => {
      const task = [...site.local.model.state.tasks.values()].find((one) => one.contentId === site.idOf('Full page'));
      site.local.model.toggleTask(who, task?.id ?? '');
    },
    'added-label-space': (who) => site.local.model.addSpaceLabel(who, spaceId(), 'example-label'),
    'added-label-live-doc': (who) => site.local.model.addLabel(who, site.idOf('Live notes'), 'example-label'),
  };

  test.each(Object.keys(changes).map((name) => [name]))('of %s', (name) => {
    const example = eventExample(name);
    const event = made(String(example.eventType), () => changes[name]?.(ada.accountId));
    expect(shapeOf(event).sort()).toEqual(shapeOf(example).sort());
  });

  test('of a task that was ticked tells the state before and after', () => {
    const page = site.local.model.createPage(ada.accountId, { spaceId: spaceId(), title: 'Tasks', body: storage.task(7, 'One') });
    const [taskId] = site.local.model.state.taskIdsByContent.get(page.id) ?? [];
    const event = made('avi:confluence:updated:task', () => site.local.model.toggleTask(ada.accountId, taskId ?? ''));
    expect(event).toMatchObject({
      task: { id: 7, status: 'complete' },
      oldTask: { id: 7, status: 'incomplete' },
      content: { version: { number: 2 } },
    });
  });
});
