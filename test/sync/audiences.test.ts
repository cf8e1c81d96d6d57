/** How readers of the repository are told who may read: groups by name, people and roles by number. */
import { readersInWords } from '../../src/sync/audiences';

const nobody = { groups: [], roles: [], people: 0, everyone: false };
const id = '7a1c2f50-9a0e-4ea1-8c0b-4d2f00000001';

test('groups are named; people and roles are counted, since Confluence tells only the ids of roles', () => {
  expect(readersInWords({ ...nobody, groups: ['crew'], roles: [id], people: 2 })).toBe(
    'the group crew, whoever has a role in it, 2 people by name',
  );
  expect(readersInWords({ ...nobody, roles: [id, `${id}2`] })).toBe('whoever has one of 2 roles in it');
  expect(readersInWords({ ...nobody, roles: [id] })).not.toContain(id);
  expect(readersInWords(nobody)).toBe('whoever may view the space in Confluence');
});
