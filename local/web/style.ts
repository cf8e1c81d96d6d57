/** The look of the shell's own pages. Colours by variables, so that the toggle (`data-color-mode`) and the system's choice both work. */
export const shellStyle = `
:root { color-scheme: light; --bg: #ffffff; --bg-side: #f8f8f8; --text: #292a2e; --quiet: #505258; --line: #dddee1; --link: #1558bc; --on: #e9f2fe; --on-text: #1558bc; --button: #ffffff; --bad: #ae2e24; --good: #4c6b1f; }
:root[data-color-mode=dark] { color-scheme: dark; --bg: #1f1f21; --bg-side: #18191a; --text: #cecfd2; --quiet: #a9abaf; --line: #3d3f43; --link: #8fb8f6; --on: #1c2b42; --on-text: #8fb8f6; --button: #2b2c2f; --bad: #fd9891; --good: #b3df72; }
@media (prefers-color-scheme: dark) { :root:not([data-color-mode=light]) { color-scheme: dark; --bg: #1f1f21; --bg-side: #18191a; --text: #cecfd2; --quiet: #a9abaf; --line: #3d3f43; --link: #8fb8f6; --on: #1c2b42; --on-text: #8fb8f6; --button: #2b2c2f; --bad: #fd9891; --good: #b3df72; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.top { display: flex; align-items: center; gap: 20px; padding: 10px 20px; border-bottom: 1px solid var(--line); }
.top .name { font-weight: 650; color: var(--text); text-decoration: none; }
.top nav { display: flex; gap: 16px; flex: 1; }
.top nav a { color: var(--text); text-decoration: none; }
.top nav a:hover { text-decoration: underline; }
.top .who { color: var(--quiet); }
.columns { display: grid; grid-template-columns: 232px minmax(0, 1fr); min-height: calc(100vh - 53px); }
.side { padding: 20px 12px; background: var(--bg-side); border-right: 1px solid var(--line); }
.side h2 { margin: 0 8px 8px; font-size: 12px; font-weight: 600; color: var(--quiet); }
.side ul { margin: 0 0 20px; padding: 0; list-style: none; }
.side a { display: block; padding: 6px 8px; border-radius: 4px; color: var(--text); text-decoration: none; }
.side a[aria-current] { background: var(--on); color: var(--on-text); font-weight: 550; }
.main { padding: 24px 32px; max-width: 1280px; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.2; font-weight: 650; }
.main > section { margin: 0 0 28px; }
section h2 { margin: 0 0 8px; font-size: 16px; font-weight: 600; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: 12px; }
.row label { display: grid; gap: 4px; font-size: 12px; color: var(--quiet); }
button, select, input { font: inherit; color: var(--text); background: var(--button); border: 1px solid var(--line); border-radius: 4px; padding: 5px 10px; }
button { cursor: pointer; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); text-align: left; }
th { font-size: 12px; color: var(--quiet); font-weight: 600; }
td.n, th.n { text-align: right; }
.scroll { overflow-x: auto; }
.bad { color: var(--bad); }
.good { color: var(--good); }
.quiet { color: var(--quiet); }
@media (max-width: 720px) { .columns { grid-template-columns: 1fr; } .side { border-right: 0; border-bottom: 1px solid var(--line); } .main { padding: 20px 16px; } }
`;
