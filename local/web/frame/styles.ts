/**
 * The frame's part of the host page's look. The host page brings its own for all else, by the same `data-color-mode`. Flags lie over the end of
 * its side bar: in any other corner they would cover buttons of the app.
 */
export const frameStyles = `
.frame-resource { display: block; width: 100%; min-height: 240px; border: 0; color-scheme: light dark; }
.frame-flags { position: fixed; left: 8px; bottom: 8px; z-index: 600; display: grid; gap: 8px; width: 214px; }
.frame-flag { padding: 12px 16px; border-left: 4px solid #1868db; border-radius: 4px; background: #fff; color: #292a2e; box-shadow: 0 8px 24px #1e1f2133; }
.frame-flag[data-type=success] { border-color: #6a9a23; }
.frame-flag[data-type=warning] { border-color: #e06c00; }
.frame-flag[data-type=error] { border-color: #c9372c; }
.frame-flag strong { display: block; margin-bottom: 4px; }
.frame-flag p { margin: 4px 0 8px; }
.frame-flag button { margin-right: 12px; padding: 0; border: 0; background: none; color: #1868db; font: inherit; cursor: pointer; }
.frame-modal { width: 600px; max-width: calc(100vw - 48px); padding: 0; border: 0; border-radius: 8px; }
[data-color-mode=dark] .frame-flag { background: #2b2c2f; color: #cecfd2; }
[data-color-mode=dark] .frame-flag button { color: #669df1; }
`;
