/** What was chosen on the site (`data-color-mode`) goes before what the browser prefers. */
const dark = (
  where: string,
) => `${where} { color-scheme: dark; --bg: #1f1f21; --side: #18191a; --text: #e2e3e4; --quiet: #a9abaf; --line: #3d3f43; --link: #8fb8f6; --on: #1c2b42; --primary: #669df1; --on-primary: #101214; --mark: #533f04; --code: #2b2c2f;
  --info: #1c2b42; --note: #35243f; --tip: #28311b; --warning: #3a2c1f; --bad: #fd9891; --bad-bg: #42221f; --good: #7ee2b8; --good-bg: #1c3329; }`;

/** The look of the wiki. Colours are variables, so that light and dark differ in one place; each pair of text and ground has a contrast of 4.5 or more. */
export const style = `
:root { color-scheme: light dark; --bg: #fff; --side: #f7f8f9; --text: #1e1f21; --quiet: #505258; --line: #dddee1; --link: #1558bc; --on: #e9f2fe; --primary: #1868db; --on-primary: #fff; --mark: #fff3c4; --code: #f4f5f7;
  --info: #e9f2fe; --note: #f8eefe; --tip: #efffd6; --warning: #fff5db; --bad: #ae2e24; --bad-bg: #ffeceb; --good: #216e4e; --good-bg: #dcfff1; }
:root[data-color-mode=light] { color-scheme: light; }
${dark(':root[data-color-mode=dark]')}
@media (prefers-color-scheme: dark) { ${dark(':root:not([data-color-mode=light])')} }
* { box-sizing: border-box; }
html { scroll-padding-top: 64px; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
main a:not(.button):not(.plain) { text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; z-index: 9; background: var(--bg); padding: 8px; }
.top { position: sticky; top: 0; z-index: 5; display: flex; align-items: center; gap: 20px; padding: 8px 20px; background: var(--bg); border-bottom: 1px solid var(--line); }
.top .name { display: flex; align-items: center; gap: 8px; font-weight: 650; color: var(--text); }
.top .logo { width: 24px; height: 24px; border-radius: 6px; background: linear-gradient(135deg, #1868db, #669df1); }
.top nav { display: flex; gap: 18px; flex: 1; } .top nav a { color: var(--text); }
.top form { display: flex; gap: 6px; align-items: center; }
input, select, textarea, button, .button { font: inherit; font-size: 14px; color: var(--text); background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 5px 10px; }
input, select, textarea { border-color: #8c8f97; }
textarea { width: 100%; font-family: ui-monospace, Menlo, Consolas, monospace; line-height: 1.5; }
button, .button { cursor: pointer; font-weight: 500; display: inline-block; } button:hover, .button:hover { background: var(--side); text-decoration: none; }
.primary { background: var(--primary); color: var(--on-primary); border-color: transparent; } .primary:hover { background: var(--primary); filter: brightness(.92); }
.link { border: 0; background: none; padding: 0; color: var(--link); font-weight: 400; text-decoration: underline; text-underline-offset: 2px; }
.columns { display: grid; grid-template-columns: 280px minmax(0, 1fr); min-height: calc(100vh - 53px); }
.side { padding: 16px 12px; background: var(--side); border-right: 1px solid var(--line); font-size: 14px; position: sticky; top: 53px; max-height: calc(100vh - 53px); overflow: auto; }
.side h2 { margin: 16px 8px 4px; font-size: 12px; font-weight: 600; color: var(--quiet); }
.side .space { display: flex; gap: 10px; align-items: center; padding: 4px 8px 8px; font-weight: 650; color: var(--text); }
.icon { display: inline-grid; place-items: center; width: 32px; height: 32px; border-radius: 8px; background: var(--primary); color: var(--on-primary); font-weight: 650; flex: none; }
.side ul { list-style: none; margin: 0; padding: 0; } .side ul ul { padding-left: 14px; }
.side li > a, .side summary { display: block; padding: 3px 8px; border-radius: 4px; color: var(--text); overflow-wrap: anywhere; }
.side a:hover { background: var(--on); text-decoration: none; } .side a[aria-current] { background: var(--on); color: var(--link); font-weight: 550; }
.side .kind { color: var(--quiet); font-size: 12px; }
main { padding: 20px 40px 80px; max-width: 940px; width: 100%; }
.crumbs { font-size: 13px; color: var(--quiet); margin: 0 0 12px; display: flex; flex-wrap: wrap; gap: 6px; } .crumbs a { color: var(--quiet); }
h1.title { margin: 0 0 8px; font-size: 30px; line-height: 1.2; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; color: var(--quiet); font-size: 13px; margin: 0 0 14px; }
.facts img, .comment img.who { width: 24px; height: 24px; border-radius: 50%; vertical-align: middle; }
.tools { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 24px; padding: 0 0 16px; border-bottom: 1px solid var(--line); }
.tools details { position: relative; } .tools summary { list-style: none; cursor: pointer; border: 1px solid var(--line); border-radius: 6px; padding: 5px 10px; font-size: 14px; font-weight: 500; } .tools summary::-webkit-details-marker { display: none; }
.tools details[open] > form { position: absolute; z-index: 4; top: 40px; left: 0; width: max-content; min-width: 320px; max-width: min(560px, 90vw); background: var(--bg); border: 1px solid var(--line); border-radius: 8px; padding: 14px; box-shadow: 0 8px 24px #0003; display: grid; gap: 10px; } .tools select { width: 100%; }
label { display: grid; gap: 4px; font-size: 13px; color: var(--quiet); } label.row { display: flex; align-items: center; gap: 8px; color: var(--text); }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 2px; max-height: 240px; overflow: auto; } legend { font-size: 13px; color: var(--quiet); padding: 0; }
.lozenge, .status { display: inline-block; border-radius: 4px; padding: 0 6px; font-size: 12px; font-weight: 650; background: var(--code); color: var(--text); border: 1px solid var(--line); }
.lozenge.lock, .status.red { background: var(--bad-bg); color: var(--bad); } .status.green { background: var(--good-bg); color: var(--good); } .status.blue { background: var(--info); } .status.yellow { background: var(--warning); } .status.purple { background: var(--note); }
.body { overflow-wrap: anywhere; } .body h1 { font-size: 24px; } .body h2 { font-size: 20px; } .body h3 { font-size: 17px; } .body h1, .body h2, .body h3 { line-height: 1.3; margin: 1.4em 0 .4em; }
.body li > p { margin: 3px 0; } .body img { max-width: 100%; border-radius: 6px; border: 1px solid var(--line); } .body blockquote { margin: 1em 0; padding: 0 0 0 16px; border-left: 3px solid var(--line); color: var(--quiet); }
.table { overflow-x: auto; margin: 1em 0; } table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; } th { background: var(--side); } td > p:first-child, th > p:first-child { margin-top: 0; } td > p:last-child, th > p:last-child { margin-bottom: 0; }
figure.code { margin: 1em 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; } figcaption { font-size: 12px; color: var(--quiet); padding: 4px 12px; border-bottom: 1px solid var(--line); } pre { margin: 0; padding: 12px; overflow-x: auto; background: var(--code); font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; } code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .92em; background: var(--code); border-radius: 3px; padding: 1px 3px; } pre code { padding: 0; font-size: 1em; }
.panel { border-radius: 6px; padding: 10px 16px; margin: 1em 0; background: var(--info); } .panel.note { background: var(--note); } .panel.tip { background: var(--tip); } .panel.warning { background: var(--warning); } .panel > :first-child { margin-top: 0; } .panel > :last-child { margin-bottom: 0; } .panel .title { display: block; }
.body details { border: 1px solid var(--line); border-radius: 6px; padding: 6px 12px; margin: 1em 0; } .body summary { cursor: pointer; font-weight: 550; }
.tasks { list-style: none; padding-left: 4px; } .tasks li { display: grid; grid-template-columns: 24px 1fr; align-items: start; } .tasks input { margin: 6px 0 0; width: 16px; height: 16px; } .tasks li > .tasks { grid-column: 2; } .tasks li.nested { display: block; padding-left: 24px; } .tasks li.done > div { color: var(--quiet); text-decoration: line-through; }
.mention { background: var(--code); border-radius: 10px; padding: 1px 6px; } .date { background: var(--code); border-radius: 4px; padding: 1px 6px; } mark { background: var(--mark); color: inherit; }
.macro { border: 1px dashed #8c8f97; border-radius: 6px; padding: 8px 12px; margin: 1em 0; } .macro.inline { display: inline-block; margin: 0 2px; padding: 0 6px; } .macro > .name { font-size: 12px; color: var(--quiet); font-family: ui-monospace, monospace; }
.layout-section { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 24px; } .broken, .placeholder { color: var(--quiet); border-bottom: 1px dotted; }
.labels { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 28px 0 8px; padding: 0; list-style: none; } .labels li { display: flex; gap: 4px; align-items: center; background: var(--code); border-radius: 4px; padding: 0 4px 0 8px; font-size: 13px; } .labels button { border: 0; background: none; padding: 0 4px; }
.inlineform { display: flex; gap: 6px; align-items: end; flex-wrap: wrap; }
.comments > h2 { font-size: 18px; margin: 32px 0 12px; } .comment { margin: 0 0 16px; } .comment .head { display: flex; gap: 8px; align-items: center; font-size: 13px; color: var(--quiet); } .comment .head strong { color: var(--text); } .comment .said { padding: 0 0 0 32px; } .comment .said p { margin: 4px 0; } .comment .quote { margin: 4px 0 4px 32px; padding: 0 0 0 10px; border-left: 3px solid var(--mark); color: var(--quiet); } .comment .acts { padding: 0 0 0 32px; display: flex; gap: 14px; font-size: 13px; align-items: start; flex-wrap: wrap; } .comment .acts summary { cursor: pointer; color: var(--link); list-style: none; } .comment .acts form { display: grid; gap: 6px; } .comment .replies { margin: 12px 0 0 32px; padding-left: 14px; border-left: 1px solid var(--line); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 14px; padding: 0; list-style: none; } .cards a { display: grid; grid-template-columns: 32px 1fr; gap: 12px; border: 1px solid var(--line); border-radius: 10px; padding: 14px; color: var(--text); text-decoration: none !important; height: 100%; } .cards a:hover { background: var(--side); } .cards small { color: var(--quiet); display: block; }
.list { padding: 0; list-style: none; } .list li { padding: 8px 0; border-bottom: 1px solid var(--line); display: flex; gap: 12px; justify-content: space-between; align-items: baseline; flex-wrap: wrap; } .list small { color: var(--quiet); }
.error { background: var(--bad-bg); color: var(--bad); border-radius: 6px; padding: 10px 14px; margin: 0 0 16px; }
.sheet { display: grid; gap: 14px; }
@media (max-width: 800px) { .columns { grid-template-columns: 1fr; } .side { position: static; max-height: none; border-right: 0; border-bottom: 1px solid var(--line); } main { padding: 16px; } .top { flex-wrap: wrap; } .layout-section { grid-auto-flow: row; } }
`;
