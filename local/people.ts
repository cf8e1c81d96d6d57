/** The people of the demo site. `token` is what they sign in with over HTTP basic authentication, as with an API token of Atlassian's. */
export interface Person {
  accountId: string;
  name: string;
  email: string;
  token: string;
  /** Groups by name. 'site-admins' administer the site; 'confluence-users' may use it. */
  groups: string[];
  accountType: 'atlassian' | 'app';
}

/** The app itself is a user of the site, as on the real one: it sees what this user may see. */
export const appUser: Person = {
  accountId: '712020:0aa0c0de-0000-4000-8000-000000000001',
  name: 'Qontext for Confluence',
  email: 'app@connect.atlassian.com',
  token: 'app-token',
  groups: ['confluence-users'],
  accountType: 'app',
};

const person = (n: number, name: string, groups: string[] = []): Person => ({
  accountId: `712020:5b10ac8d-82e0-4b22-8c7d-4ef5000000${String(n).padStart(2, '0')}`,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@northwind-tides.example`,
  token: `token-${n}`,
  groups: ['confluence-users', ...groups],
  accountType: 'atlassian',
});

/** Signed in to the site, but not a user of Confluence: sees no space, and is refused by the older API. */
export const guest: Person = { ...person(11, 'Noor Haddad'), groups: ['guests'] };

export const people: readonly Person[] = [
  person(1, 'Ada Brandt', ['site-admins']),
  person(2, 'Tomas Okafor', ['engineering']),
  person(3, 'Mei Lindqvist', ['engineering', 'security']),
  person(4, 'Ravi Castellanos', ['people-team']),
  person(5, 'Ingrid Moreau', ['sales']),
  person(6, 'Samuel Adeyemi', ['support']),
  person(7, 'Yuki Hartmann', ['engineering']),
  person(8, 'Lena Petrova', ['people-team', 'leadership']),
  person(9, 'Oscar Nguyen', ['sales']),
  person(10, 'Freya Alvarez', ['support', 'engineering']),
  guest,
];
