/** Tests mirror src/ and local/. ESM-only packages are turned into CommonJS by swc, as the bundler does for the app. */
const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } },
    module: { type: 'commonjs' },
  },
];

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  setupFiles: ['<rootDir>/test/fuzz.ts'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/'],
  transform: { '^.+\\.(m?js|tsx?)$': swc },
  transformIgnorePatterns: [
    '/node_modules/(?!(mdast-util-[^/]+|micromark[^/]*|unist-util-[^/]+|htmlparser2|entities|domhandler|domutils|domelementtype|dom-serializer|decode-named-character-reference|character-entities[^/]*|escape-string-regexp|markdown-table|longest-streak|zwitch|ccount|devlop|confluence\\.js|axios)/)',
  ],
  // Jest would leave one of two cores idle.
  maxWorkers: 2,
  testTimeout: 30_000,
};
