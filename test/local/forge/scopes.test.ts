/** The table of operations says what Atlassian's API descriptions say; held against them where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { missingScopes, operationOf, operations, pointsOf } from '../../../local/forge/scopes';

const contract = join(__dirname, '../../../../shared/contract');
const withContract = existsSync(contract) ? describe : describe.skip;
if (!existsSync(contract))
  process.stderr.write('scopes.test: ../shared/contract is absent; the table of operations is not held against it\n');

interface Described {
  paths: Record<string, Record<string, { 'x-atlassian-oauth2-scopes'?: { state: string; scopes: string[] }[] }>>;
}
const anyName = (path: string) => path.replace(/\{[^}]+\}/g, '{}');

withContract('each operation needs the scopes of the API description:', () => {
  const v2: Described = existsSync(contract)
    ? JSON.parse(readFileSync(join(contract, 'confluence-v2.openapi.json'), 'utf8'))
    : { paths: {} };
  const v1: Described = existsSync(contract) ? parse(readFileSync(join(contract, 'confluence-v1.openapi.yaml'), 'utf8')) : { paths: {} };
  const described = new Map<string, string[][]>();
  for (const [prefix, { paths }] of [
    ['/wiki/api/v2', v2],
    ['/wiki', v1],
  ] as const) {
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const scopes = (operation['x-atlassian-oauth2-scopes'] ?? []).map((each) => [...each.scopes].sort());
        described.set(`${method.toUpperCase()} ${anyName(prefix + path)}`, scopes);
      }
    }
  }
  it.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))('%s', (_, operation) => {
    const accepted = described.get(`${operation.method} ${anyName(operation.path)}`);
    expect(accepted).toContainEqual([...operation.granular].sort());
    if (operation.classic.length > 0) expect(accepted).toContainEqual([...operation.classic].sort());
  });
});

it('finds the operation of a request by its path, whatever its query', () => {
  expect(operationOf('GET', '/wiki/api/v2/pages/12/children?limit=5')?.path).toBe('/wiki/api/v2/pages/{id}/children');
  expect(operationOf('GET', '/wiki/rest/api/user/current')?.path).toBe('/wiki/rest/api/user/current');
  expect(operationOf('GET', '/rest/api/search?cql=x')?.path).toBe('/wiki/rest/api/search');
  expect(operationOf('POST', '/wiki/api/v2/pages/12/children')).toBeNull();
  expect(operationOf('GET', '/wiki/api/v2/pages/12/children/more')).toBeNull();
});

it('lets classic scopes stand for granular ones only where the description does', () => {
  const search = operationOf('GET', '/wiki/rest/api/search');
  const pages = operationOf('GET', '/wiki/api/v2/pages');
  if (!search || !pages) throw new Error('both are in the table');
  expect(missingScopes(search, new Set(['search:confluence']))).toEqual([]);
  expect(missingScopes(pages, new Set(['read:confluence-content.all']))).toEqual(['read:page:confluence']);
});

it('counts points by the tariff', () => {
  const of = (method: string, target: string, status: number, body: unknown) => {
    const operation = operationOf(method, target);
    return operation && pointsOf(operation, status, body);
  };
  expect(of('GET', '/wiki/api/v2/pages?limit=250', 200, { results: Array.from({ length: 250 }, () => ({})) })).toBe(251);
  expect(of('GET', '/wiki/api/v2/pages/1', 200, { id: '1' })).toBe(2);
  expect(of('GET', '/wiki/api/v2/pages/1', 404, { errors: [] })).toBe(1);
  expect(of('GET', '/wiki/rest/api/user', 200, { accountId: 'a' })).toBe(3);
  expect(of('GET', '/wiki/rest/api/group/g/membersByGroupId', 200, { results: Array.from({ length: 200 }, () => ({})) })).toBe(401);
  expect(of('POST', '/wiki/api/v2/content/convert-ids-to-types', 200, { results: { '1': 'page', '2': null } })).toBe(3);
  expect(of('PUT', '/wiki/api/v2/pages/1', 200, { id: '1' })).toBe(1);
});
