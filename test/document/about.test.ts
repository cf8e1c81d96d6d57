import { aboutSource, aboutSpace, sourceIdOf } from '../../src/document';
import { rewritten } from './markdown';

const space = { id: '7', key: 'ENG', name: 'Engineering', description: 'All we *build*', type: 'global', status: 'archived' };

function body(markdown: string): string {
  return markdown.replace(/^---\n[\s\S]*?\n---\n\n/, '');
}

describe('the files that explain the mirror', () => {
  it('say what the source is, how to read its files, and what the admins want readers to know', () => {
    const text = aboutSource({ siteUrl: 'https://acme.example/wiki', instructions: 'Trust the handbook.\nAsk Ana.' });
    expect(sourceIdOf(text)).toBe('about-source');
    expect(text).toContain('# Confluence: acme.example\n');
    expect(text).toContain('- audience: who may read the page in Confluence.\n');
    expect(text).toContain('admins\n\nTrust the handbook.\\\nAsk Ana.\n');
    expect(rewritten(body(text))).toBe(body(text));
  });

  it('say who may read restricted content', () => {
    const text = aboutSource({ siteUrl: 'https://acme.example/wiki', instructions: '', audience: 'Only Ana and Ben' });
    expect(text).toContain('audience: Only Ana and Ben\n');
    expect(text).toContain('## Who may read this\n\n> Only Ana and Ben\n');
  });

  it('describe a space, and leave out what nobody said', () => {
    const text = aboutSpace({ siteUrl: 'https://acme.example/wiki', space, audience: 'Everyone', instructions: '' });
    expect(sourceIdOf(text)).toBe('about-space-7');
    expect(body(text)).toBe(`# Engineering

This folder mirrors the Confluence space \`ENG\` at <https://acme.example/wiki/spaces/ENG>. It is archived: its content is no longer kept up to date.

## Description

All we \\*build\\*

## Who may read this

Everyone
`);
  });
});
