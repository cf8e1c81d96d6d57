/** The look of the byline item, its popup and UI Kit's components. Each pair of text and ground has a contrast of 4.5 or more, in light and dark. */
export const uiKitStyles = `
.uikit, .uikit-byline { --ui-bg: #fff; --ui-text: #292a2e; --ui-quiet: #505258; --ui-line: #b7b9be; --ui-soft: #f0f1f2; --ui-focus: #1868db; --ui-link: #1558bc;
  --ui-primary: #1868db; --ui-on-primary: #fff; --ui-danger: #c9372c; --ui-on-danger: #fff;
  --ui-blue: #e9f2fe; --ui-blue-text: #123263; --ui-green: #dcfff1; --ui-green-text: #164b35; --ui-yellow: #fff5db; --ui-yellow-text: #533f04; --ui-red: #ffeceb; --ui-red-text: #5d1f1a; --ui-violet: #f8eefe; --ui-violet-text: #48245d; }
[data-color-mode=dark] .uikit, [data-color-mode=dark] .uikit-byline { --ui-bg: #2b2c2f; --ui-text: #cecfd2; --ui-quiet: #a9abaf; --ui-line: #7e8188; --ui-soft: #3d3f43; --ui-focus: #8fb8f6; --ui-link: #8fb8f6;
  --ui-primary: #669df1; --ui-on-primary: #101214; --ui-danger: #f87168; --ui-on-danger: #101214;
  --ui-blue: #1c2b42; --ui-blue-text: #cfe1fd; --ui-green: #1c3329; --ui-green-text: #baf3db; --ui-yellow: #332e1b; --ui-yellow-text: #f5e989; --ui-red: #42221f; --ui-red-text: #ffd5d2; --ui-violet: #35243f; --ui-violet-text: #eed7fc; }
.uikit-byline { position: relative; display: inline-block; }
.uikit-byline-button { display: inline-flex; align-items: center; gap: 6px; padding: 2px 6px; border: 0; border-radius: 4px; background: none; color: inherit; font: inherit; cursor: pointer; }
.uikit-byline-button:hover, .uikit-byline-button[aria-expanded=true] { background: var(--ui-soft); color: var(--ui-text); }
.uikit-byline-button .icon { width: 16px; height: 16px; border-radius: 4px; background: var(--ui-primary) center / cover; }
.uikit { color: var(--ui-text); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; text-align: left; }
.uikit :focus-visible { outline: 2px solid var(--ui-focus); outline-offset: 2px; }
.uikit-popup { position: absolute; z-index: 20; top: calc(100% + 8px); left: 0; width: 420px; max-width: calc(100vw - 32px); padding: 16px; border-radius: 8px; background: var(--ui-bg); box-shadow: 0 8px 28px #0006, 0 0 1px #0006; }
.uikit p, .uikit h1, .uikit h2, .uikit h3, .uikit h4, .uikit h5, .uikit h6 { margin: 0; line-height: 1.35; }
.uikit h1 { font-size: 20px; } .uikit h2 { font-size: 16px; } .uikit h3 { font-size: 14px; }
.uikit-text { overflow-wrap: anywhere; }
.uikit-stack { display: flex; flex-direction: column; } .uikit-inline { display: flex; flex-wrap: nowrap; }
.uikit-list { margin: 0; padding-left: 20px; }
.uikit-lozenge { padding: 0 6px; border-radius: 4px; background: var(--ui-soft); color: var(--ui-text); font-size: 12px; font-weight: 650; white-space: nowrap; }
.uikit-lozenge[data-appearance=success] { background: var(--ui-green); color: var(--ui-green-text); }
.uikit-lozenge[data-appearance=inprogress] { background: var(--ui-blue); color: var(--ui-blue-text); }
.uikit-lozenge[data-appearance=moved] { background: var(--ui-yellow); color: var(--ui-yellow-text); }
.uikit-lozenge[data-appearance=removed] { background: var(--ui-red); color: var(--ui-red-text); }
.uikit-message { display: flex; gap: 12px; padding: 12px 16px; border-radius: 6px; background: var(--ui-blue); color: var(--ui-blue-text); }
.uikit-message[data-appearance=warning] { background: var(--ui-yellow); color: var(--ui-yellow-text); }
.uikit-message[data-appearance=error] { background: var(--ui-red); color: var(--ui-red-text); }
.uikit-message[data-appearance=success] { background: var(--ui-green); color: var(--ui-green-text); }
.uikit-message[data-appearance=discovery] { background: var(--ui-violet); color: var(--ui-violet-text); }
.uikit-message .sign { flex: none; width: 18px; height: 18px; border: 2px solid; border-radius: 50%; font-size: 12px; line-height: 15px; font-weight: 700; text-align: center; }
.uikit-message h2 { margin: 0 0 4px; font-size: 14px; }
.uikit-empty { padding: 24px 8px; text-align: center; } .uikit-empty p { margin-top: 8px; color: var(--ui-quiet); }
.uikit-buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.uikit-button { display: inline-flex; align-items: center; gap: 8px; min-height: 32px; padding: 4px 12px; border: 1px solid var(--ui-line); border-radius: 4px; background: var(--ui-bg); color: var(--ui-text); font: inherit; font-weight: 500; cursor: pointer; }
.uikit-button[data-appearance=primary] { border-color: transparent; background: var(--ui-primary); color: var(--ui-on-primary); }
.uikit-button[data-appearance=danger] { border-color: transparent; background: var(--ui-danger); color: var(--ui-on-danger); }
.uikit-button[data-appearance=subtle] { border-color: transparent; }
.uikit-button:disabled { border-color: transparent; background: var(--ui-soft); color: var(--ui-quiet); cursor: not-allowed; }
.uikit-spinner { display: inline-block; width: 24px; height: 24px; border: 3px solid var(--ui-line); border-top-color: var(--ui-focus); border-radius: 50%; animation: uikit-turn 1s linear infinite; }
.uikit-spinner[data-size=small] { width: 14px; height: 14px; border-width: 2px; }
@keyframes uikit-turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .uikit-spinner { animation-duration: 8s; } }
.uikit-code { padding: 1px 4px; border-radius: 3px; background: var(--ui-soft); color: inherit; font: 13px/1.4 ui-monospace, Menlo, Consolas, monospace; }
.uikit-block { margin: 0; padding: 12px; overflow-x: auto; border-radius: 4px; background: var(--ui-soft); color: var(--ui-text); font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
.uikit-block[data-wraps=true] { white-space: pre-wrap; overflow-wrap: anywhere; } .uikit-block code { padding: 0; background: none; color: inherit; font: inherit; }
.uikit-block [data-line=added] { background: var(--ui-green); color: var(--ui-green-text); } .uikit-block [data-line=removed] { background: var(--ui-red); color: var(--ui-red-text); } .uikit-block [data-line=place] { color: var(--ui-quiet); }
[data-color-mode=dark] .uikit-block [data-line=place] { color: var(--ui-text); }
.uikit-tabs [role=tablist] { display: flex; gap: 16px; border-bottom: 1px solid var(--ui-line); }
.uikit-tabs [role=tab] { padding: 6px 2px; border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: none; color: var(--ui-quiet); font: inherit; font-weight: 550; cursor: pointer; }
.uikit-tabs [role=tab][aria-selected=true] { border-color: var(--ui-focus); color: var(--ui-text); } .uikit-tabpanel { padding-top: 12px; }
.uikit-table { overflow-x: auto; } .uikit-table table { width: 100%; border-collapse: collapse; } .uikit-table caption { padding: 0 0 4px; text-align: left; font-weight: 650; }
.uikit-table th, .uikit-table td { padding: 6px 8px; border: 0; border-bottom: 1px solid var(--ui-line); background: none; text-align: left; vertical-align: middle; } .uikit-table th { color: var(--ui-quiet); font-size: 12px; }
.uikit-table tr[data-highlighted=true] { background: var(--ui-blue); color: var(--ui-blue-text); }
.uikit-adf { display: flex; flex-direction: column; gap: 12px; overflow-wrap: anywhere; } .uikit-adf > * { margin: 0; } .uikit-adf h3 { font-size: 18px; } .uikit-adf h4 { font-size: 16px; } .uikit-adf h5, .uikit-adf h6 { font-size: 14px; }
.uikit-adf ul, .uikit-adf ol { padding-left: 24px; } .uikit-adf a { color: var(--ui-link); text-decoration: underline; } .uikit-adf blockquote { padding: 0 0 0 16px; border-left: 2px solid var(--ui-line); background: none; color: inherit; }
.uikit-adf th { background: var(--ui-soft); color: var(--ui-text); } .uikit-adf th, .uikit-adf td { border: 1px solid var(--ui-line); } .uikit-adf .uikit-table:focus-visible, .uikit-adf pre:focus-visible { outline: 2px solid var(--ui-focus); }
.uikit-panel { display: flex; gap: 12px; padding: 8px 12px; border-radius: 4px; background: var(--ui-blue); color: var(--ui-blue-text); } .uikit-panel .sign { flex: none; width: 20px; font-weight: 700; text-align: center; } .uikit-panel > div { display: flex; flex-direction: column; gap: 8px; } .uikit-panel a { color: inherit; } .uikit-panel .uikit-code { background: none; }
.uikit-panel[data-kind=success] { background: var(--ui-green); color: var(--ui-green-text); } .uikit-panel[data-kind=warning] { background: var(--ui-yellow); color: var(--ui-yellow-text); } .uikit-panel[data-kind=error] { background: var(--ui-red); color: var(--ui-red-text); } .uikit-panel[data-kind=note] { background: var(--ui-violet); color: var(--ui-violet-text); }
.uikit-modal { width: 600px; max-width: calc(100vw - 32px); max-height: calc(100vh - 64px); padding: 0; border: 0; border-radius: 8px; background: var(--ui-bg); box-shadow: 0 8px 28px #0006; }
.uikit-modal::backdrop { background: #0007; }
.uikit-modal[data-width=small] { width: 400px; } .uikit-modal[data-width=large] { width: 800px; } .uikit-modal[data-width=x-large] { width: 968px; }
.uikit-modal .sheet { display: flex; flex-direction: column; max-height: calc(100vh - 64px); } .uikit-modal .header { padding: 24px 24px 16px; } .uikit-modal .content { padding: 2px 24px; overflow-y: auto; } .uikit-modal .footer { display: flex; justify-content: flex-end; gap: 8px; padding: 16px 24px 24px; }
`;
