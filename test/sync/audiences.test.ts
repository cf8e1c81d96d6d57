/** How readers of the repository are told who may read: groups and roles by name, people by number. */
import { readersInWords } from '../../src/sync/audiences';

const nobody = { groups: [], roles: [], unnamedRoles: 0, people: 0, everyone: false };

test('groups and roles are named; people are counted, and so are roles of which Confluence gives no name', () => {
  expect(readersInWords({ ...nobody, groups: ['crew'], roles: ['Viewer'], people: 2 })).toBe(
    'the group crew, whoever has the role Viewer in it, 2 people by name',
  );
  expect(readersInWords({ ...nobody, roles: ['Viewer'], unnamedRoles: 1 })).toBe(
    'whoever has the role Viewer in it, whoever has another role in it',
  );
  expect(readersInWords({ ...nobody, unnamedRoles: 1 })).toBe('whoever has a role in it');
  expect(readersInWords({ ...nobody, unnamedRoles: 2 })).toBe('whoever has one of 2 roles in it');
  expect(readersInWords(nobody)).toBe('whoever may view the space in Confluence');
});
