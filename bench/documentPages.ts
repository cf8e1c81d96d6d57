/** Pages for the measurements of `document`, made here: what Confluence's editors write, in the proportions of a company wiki. */

const words =
  'team release service customer order payment report region schedule owner review budget storage latency incident backup rollout feature contract metric'.split(
    ' ',
  );

function sentence(seed: number, length: number): string {
  return Array.from({ length }, (_, index) => words[(seed * 7 + index * 5 + ((seed * index) % 3)) % words.length]).join(' ');
}

function section(n: number): string {
  return `<h2>${sentence(n, 4)} ${n}</h2>
<p>${sentence(n, 30)} <strong>${sentence(n + 1, 3)}</strong> and <em>${sentence(n + 2, 2)}</em>, see <a href="https://docs.example.com/a_b/${n}?q=1&amp;r=2">${sentence(n, 3)}</a> or <ac:link><ri:page ri:space-key="ENG" ri:content-title="Page ${n}" /><ac:plain-text-link-body><![CDATA[the plan]]></ac:plain-text-link-body></ac:link>. ${sentence(n + 3, 25)}&nbsp;&ndash; 5 * 3 &lt; 20 &amp; snake_case_name.</p>
<ul><li>${sentence(n, 8)}</li><li>${sentence(n + 4, 6)}<ul><li>${sentence(n + 5, 5)}</li><li><code>npm run build --${n}</code></li></ul></li><li>${sentence(n + 6, 9)}</li></ul>
<table data-layout="default"><colgroup><col /><col /><col /></colgroup><tbody><tr><th><p>Key</p></th><th><p>Owner</p></th><th><p>State</p></th></tr>
<tr><td><p>${sentence(n, 2)}</p></td><td><ac:link><ri:user ri:account-id="557058:${n}" /></ac:link></td><td><ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="colour">Green</ac:parameter><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro></td></tr>
<tr><td rowspan="2"><ul><li>${sentence(n, 2)}</li><li>a | b</li></ul></td><td>${sentence(n + 1, 4)}</td><td><time datetime="2026-03-0${(n % 9) + 1}" /></td></tr><tr><td colspan="2">${sentence(n + 2, 5)}</td></tr></tbody></table>
<ac:structured-macro ac:name="info"><ac:rich-text-body><p>${sentence(n, 15)}</p></ac:rich-text-body></ac:structured-macro>
<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">ts</ac:parameter><ac:plain-text-body><![CDATA[export function f${n}(x: number): number {
  if (x < ${n} && x > 0) return x * 2;

  return x;
}]]></ac:plain-text-body></ac:structured-macro>
<ac:task-list><ac:task><ac:task-id>${n}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body><span>${sentence(n, 6)} <ac:link><ri:user ri:account-id="557058:${n}" /></ac:link></span></ac:task-body></ac:task></ac:task-list>
<p><ac:image ac:alt="${sentence(n, 2)}"><ri:attachment ri:filename="diagram ${n}.png" /></ac:image></p>
`;
}

/** A page of at most `bytes` bytes, in whole sections. */
export function page(bytes: number): string {
  const sections: string[] = [];
  let length = 0;
  for (let n = 1; ; n++) {
    const next = section(n);
    if (length + next.length > bytes && n > 1) break;
    sections.push(next);
    length += next.length;
  }
  return sections.join('');
}

export const nested = (count: number): string => `${'<div><b>'.repeat(count / 2)}deep${'</b></div>'.repeat(count / 2)}`;
export const nestedLists = (count: number): string => `${'<ul><li>x'.repeat(count / 2)}${'</li></ul>'.repeat(count / 2)}`;
export const oneLine = (bytes: number): string => `<p>${'word_with *stars* and [brackets] '.repeat(bytes / 33)}</p>`;
export const rows = (count: number): string =>
  `<table><tbody>${'<tr><td>one</td><td><p>two</p></td><td>three</td></tr>'.repeat(count)}</tbody></table>`;
