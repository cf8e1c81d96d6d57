/** What the key-value store refuses although the SDK lets it pass: asked over its wire, without an app. */
import { kvsOperations } from '../../../local/forge/kvs/operations';
import { quota } from '../../../local/forge/kvs/quota';
import { kvsStore } from '../../../local/forge/kvs/store';
import { readManifest } from '../../../local/forge/manifest';
import { fixtureDir } from './support';

const now = () => 0;

function storeWith(scopes: string[]) {
  const { entities } = readManifest(fixtureDir);
  const store = kvsStore({ entities, now, queryLagMs: () => 0, ttlLagMs: () => 0, changed: () => undefined });
  return kvsOperations(
    store,
    quota(now, () => 4000),
    new Set(scopes),
  );
}

test.each([
  ['/api/v1/set', { key: 'a', value: 1 }],
  ['/api/v1/get', { key: 'a' }],
  ['/api/v1/secret/set', { key: 'a', value: 's' }],
  ['/api/v1/batch/get', [{ key: 'a' }]],
  ['/api/v1/transaction', { set: [{ key: 'a', value: 1 }] }],
])('%s is refused to an app that does not declare storage:app', (path, body) => {
  expect(storeWith(['read:page:confluence'])(path, body)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' }, writeUnits: 0 });
  expect([200, 204, 404]).toContain(storeWith(['storage:app'])(path, body).status);
});

describe('a query of an entity', () => {
  const ask = storeWith(['storage:app']);
  const query = { entityName: 'person', indexName: 'by-age-per-team', partition: ['red'] };
  beforeAll(() => {
    ask('/api/v1/entity/set', { entityName: 'person', key: 'p', value: { team: 'red', age: 7, name: 'Ada' } });
  });

  test('takes a filter on an attribute of the manifest, and no other', () => {
    const filtered = (property: string) => ({ ...query, filters: { and: [{ property, condition: 'EQUAL_TO', values: ['Ada'] }] } });
    expect(ask('/api/v1/entity/query', filtered('name'))).toMatchObject({ status: 200, body: { data: [{ key: 'p' }] } });
    expect(ask('/api/v1/entity/query', filtered('nick'))).toMatchObject({ status: 400, body: { code: 'UNKNOWN_ATTRIBUTE' } });
  });

  test.each(['CONTAINS', 'NOT_EQUAL_TO', 'EXISTS'])('takes %s in a filter, not for its range', (condition) => {
    const values = condition === 'EXISTS' ? [true] : ['A'];
    const filters = { and: [{ property: 'name', condition, values }] };
    expect(ask('/api/v1/entity/query', { ...query, filters })).toMatchObject({ status: 200, body: { data: [{ key: 'p' }] } });
    expect(ask('/api/v1/entity/query', { ...query, range: { condition, values } })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CONDITION' },
    });
  });
});
