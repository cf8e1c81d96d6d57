/** The look of the web page, light and dark after the reader's setting. */
export const style = `
:root { color-scheme: light dark;
  --ground: #f6f7f9; --sheet: #fff; --ink: #16202c; --soft: #51606f; --line: #dde3e9; --accent: #0b6e63; --accent-soft: #e0f2ef; --on-accent: #fff;
  --good: #dff5e4; --bad: #fde6e4; --danger: #b3261e; --warn: #fff1d6; --warn-ink: #6d4700; --code: #f1f3f6; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #10151b; --sheet: #171e26; --ink: #e6ebf0; --soft: #a3b1bf; --line: #2b3641; --accent: #5fd0c0; --accent-soft: #17332f; --on-accent: #06221e;
  --good: #14351f; --bad: #432320; --danger: #f2b8b5; --warn: #3b2c0c; --warn-ink: #ffd98a; --code: #1e2731; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--sheet); padding: 8px 12px; z-index: 2; }
header.bar { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; padding: 10px 20px; background: var(--sheet); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; color: var(--ink); text-decoration: none; display: flex; gap: 9px; align-items: center; }
.brand svg { width: 24px; height: 24px; } .brand small { font-weight: 400; color: var(--soft); }
header.bar nav { display: flex; gap: 16px; } header.bar nav a { text-decoration: none; } header.bar nav a[aria-current] { text-decoration: underline; font-weight: 600; }
.find { margin-left: auto; display: flex; gap: 6px; }
input, textarea, select { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft); border-radius: 6px; padding: 6px 10px; }
textarea { width: 100%; min-height: 60vh; font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
button { font: inherit; cursor: pointer; border: 1px solid var(--soft); background: var(--sheet); color: inherit; border-radius: 6px; padding: 6px 14px; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.frame { display: grid; grid-template-columns: minmax(220px, 310px) minmax(0, 1fr); align-items: start; }
.tree { padding: 18px 12px 18px 20px; border-right: 1px solid var(--line); min-height: calc(100vh - 58px); overflow-wrap: anywhere; }
.tree h2 { font-size: 12px; text-transform: uppercase; letter-spacing: .06em; color: var(--soft); margin: 0 0 8px; }
.tree ul { list-style: none; margin: 0; padding-left: 14px; } .tree > ul { padding-left: 0; }
.tree a { display: block; padding: 2px 8px; border-radius: 5px; color: inherit; text-decoration: none; } .tree a:hover { background: var(--accent-soft); }
.tree a[aria-current] { background: var(--accent-soft); font-weight: 600; }
main { padding: 20px 32px 60px; max-width: 1060px; min-width: 0; }
h1 { font-size: 22px; line-height: 1.3; margin: 4px 0 10px; overflow-wrap: anywhere; }
.crumbs { font-size: 13px; color: var(--soft); overflow-wrap: anywhere; } .crumbs a { color: inherit; }
.quiet { color: var(--soft); } .facts { color: var(--soft); font-size: 13px; margin: 0 0 14px; }
.tag { display: inline-block; border-radius: 99px; padding: 0 9px; font-size: 12px; background: var(--accent-soft); } .tag.warn { background: var(--warn); color: var(--warn-ink); }
.note { background: var(--warn); color: var(--warn-ink); padding: 8px 14px; border-radius: 8px; } .note a { color: inherit; }
.views { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 0 0 16px; border-bottom: 1px solid var(--line); padding-bottom: 10px; }
.views a { padding: 4px 12px; border-radius: 6px; text-decoration: none; } .views a[aria-current] { background: var(--accent); color: var(--on-accent); } .views form { margin-left: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 7px 10px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
table.list thead th { font-size: 12px; color: var(--soft); font-weight: 600; } td.short { white-space: nowrap; color: var(--soft); }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 18px 26px; }
.fields { margin: 0 0 14px; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 8px 16px; font-size: 13px; }
.fields summary { cursor: pointer; font-weight: 600; } .fields table { width: 100%; } .fields th { width: 190px; font-weight: 500; color: var(--soft); } .fields td, .fields th { padding: 4px 8px; }
.fields ul { margin: 0; padding-left: 16px; }
article h1 { font-size: 26px; } article img { max-width: 100%; } article table { width: auto; min-width: 50%; } article th { background: var(--code); } article td, article th { border: 1px solid var(--line); }
article blockquote { margin: 12px 0; padding: 2px 16px; border-left: 4px solid var(--accent); background: var(--accent-soft); border-radius: 0 8px 8px 0; }
article .alert .title { font-weight: 700; margin-bottom: -8px; } article .alert.warning { background: var(--warn); border-color: var(--warn-ink); } article .alert.caution { background: var(--bad); border-color: var(--danger); }
article .alert.tip { background: var(--good); } article .alert.important { border-color: var(--ink); }
.scroll { overflow-x: auto; margin: 12px 0; } pre { background: var(--code); border-radius: 8px; padding: 12px 16px; overflow-x: auto; font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
code { font: 13px ui-monospace, SFMono-Regular, Menlo, monospace; background: var(--code); border-radius: 4px; padding: 1px 4px; } pre code { padding: 0; }
pre.source { white-space: pre-wrap; overflow-wrap: anywhere; } li:has(> .box) { list-style: none; margin-left: -20px; }
.box { display: inline-block; width: 17px; height: 17px; line-height: 15px; text-align: center; border: 1.5px solid var(--soft); border-radius: 4px; font-size: 12px; margin-right: 7px; } .box.done { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.line { display: block; white-space: pre-wrap; overflow-wrap: anywhere; } .line.new { background: var(--good); } .line.gone { background: var(--bad); } .line.fold { color: var(--soft); }
.change { margin: 0 0 12px; } .change summary { cursor: pointer; } form.stack { display: grid; gap: 12px; } .row { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; }
.icon { width: 17px; height: 17px; vertical-align: -3px; margin-right: 4px; } h2 { font-size: 17px; margin: 22px 0 10px; } .sheet > h2 { margin: 0 0 4px; }
.empty { text-align: center; padding: 60px 20px; color: var(--soft); }
@media (max-width: 760px) { .frame { grid-template-columns: 1fr; } .tree { min-height: 0; border-right: 0; border-bottom: 1px solid var(--line); max-height: 40vh; overflow: auto; } main { padding: 16px; } .find { margin-left: 0; } }
`;

/** Drawn in one color that stands out on light and on dark. */
export const icons: Record<string, string> = {
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#0b6e63"/><circle cx="11.5" cy="11.5" r="5.5" fill="none" stroke="#fff" stroke-width="2.4"/><path d="M14.5 14.5 19 19" stroke="#8fe3d6" stroke-width="2.4" stroke-linecap="round"/></svg>',
  folder:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M2 5a2 2 0 0 1 2-2h4l2 2h6a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2z" fill="#2f9e8f"/></svg>',
  file: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path d="M5 2.5h7l4 4v11H5z" fill="none" stroke="#7a8896" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 10.5h5M8 13.5h5" stroke="#7a8896" stroke-width="1.4"/></svg>',
};

/**
 * Keeps an open page up to date: when the repository changes, the page is fetched again and its parts replaced. The page works
 * without it. A form with something typed into it is left alone. What is gone is said, and is not left on show as if it were here still,
 * wherever the focus is; only what is being written stays, below a note.
 */
export const liveScript = `
const parts = ['main', '.tree', 'header.bar nav'];
let waiting = null;
let isGone = false;
const isInUse = () => document.querySelector('textarea') || parts.some((part) => document.querySelector(part)?.contains(document.activeElement));
async function refresh() {
  waiting = null;
  const answer = await fetch(location.href);
  if (!answer.ok && answer.status !== 404) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (answer.ok) {
    document.querySelector('.gone-note')?.remove();
    if (!isGone && isInUse()) return;
  } else if (document.querySelector('textarea')) return noteGone(fresh);
  const open = [...document.querySelectorAll('details')].map((one) => one.open);
  for (const part of parts) {
    const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
    if (old && now && old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
  }
  document.title = fresh.title;
  // What had the focus is gone with what it was in.
  if (!answer.ok && !isGone) document.querySelector('main').focus();
  isGone = !answer.ok;
  const details = [...document.querySelectorAll('details')];
  if (details.length === open.length) details.forEach((one, i) => { one.open = open[i]; });
}
function noteGone(fresh) {
  if (document.querySelector('.gone-note')) return;
  const note = document.createElement('p');
  note.className = 'note gone-note';
  note.setAttribute('role', 'alert');
  note.textContent = fresh.querySelector('main p')?.textContent + ' What you write here cannot be saved.';
  document.querySelector('main').prepend(note);
}
const changes = new EventSource('/events');
// Opening counts as a change: what happened since the page was made, or while the connection was gone, was not told.
changes.onopen = changes.onmessage = () => { waiting ??= setTimeout(refresh, 700); };
`;
