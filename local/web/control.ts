import { type Html, html } from './html';

/** One invocation of one of the app's functions, as the host metered it. */
export interface InvocationRow {
  at: number;
  functionKey: string;
  kind: string;
  ms: number;
  peakRssMb: number;
  productCalls: number;
  points: number;
  keyValueUnits: number;
  egressRequests: number;
  outcome: string;
}

/** What the control page shows and sets. */
export interface ControlPort {
  now(): number;
  shiftClock(ms: number): void;
  /** Runs the app's scheduled trigger at once. */
  tick(): Promise<void>;
  /** Kills the function process in the middle of whatever it does. */
  killFunctions(): void;
  latencyMs(): number;
  setLatency(ms: number): void;
  faultLevels: readonly string[];
  faults(): string;
  setFaults(level: string): void;
  /** Newest first. */
  invocations(): InvocationRow[];
  totals(): { name: string; value: number }[];
}

const hour = 3_600_000;
const shifts = [
  { name: 'an hour', ms: hour },
  { name: 'a day', ms: 24 * hour },
  { name: 'a week', ms: 7 * 24 * hour },
];

/** The content of the control page. */
export function controlContent(port: ControlPort): Html {
  const form = (action: string, fields: Html, button: string) =>
    html`<form method="post" action="/local/control/${action}" class="row">${fields}<button>${button}</button></form>`;
  return html`
<section aria-labelledby="do"><h2 id="do">Do</h2><div class="row">
${form('tick', html``, 'Run a tick')}
${form('kill', html``, 'Kill the function process')}
</div></section>
<section aria-labelledby="time"><h2 id="time">Clock</h2>
<p>It is <time>${new Date(port.now()).toISOString()}</time> here. Let time pass:</p><div class="row">
${shifts.map((shift) => form('shift', html`<input type="hidden" name="ms" value="${shift.ms}">`, shift.name))}
</div></section>
<section aria-labelledby="weather"><h2 id="weather">Faults and latency</h2>
${form(
  'settings',
  html`<label>Faults <select name="faults">${port.faultLevels.map(
    (level) => html`<option${level === port.faults() ? html` selected` : null}>${level}</option>`,
  )}</select></label>
<label>Latency of each call, ms <input name="latency" type="number" min="0" max="60000" value="${port.latencyMs()}"></label>`,
  'Set',
)}
</section>
<section aria-labelledby="totals"><h2 id="totals">Since the start</h2>
<table><thead><tr>${port.totals().map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody><tr>${port.totals().map(({ value }) => html`<td>${value.toLocaleString('en')}</td>`)}</tr></tbody></table>
</section>
<section aria-labelledby="invocations"><h2 id="invocations">Latest invocations</h2>${invocationTable(port.invocations())}</section>`;
}

function invocationTable(rows: InvocationRow[]): Html {
  if (rows.length === 0) return html`<p>None yet.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of the latest invocations"><table>
<thead><tr><th scope="col">Time</th><th scope="col">Function</th><th scope="col">Kind</th><th scope="col">Outcome</th><th scope="col" class="n">ms</th>
<th scope="col" class="n">MB</th><th scope="col" class="n">Product calls</th><th scope="col" class="n">Points</th><th scope="col" class="n">KVS units</th>
<th scope="col" class="n">Egress</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><td>${new Date(row.at).toISOString().slice(11, 23)}</td><td>${row.functionKey}</td><td>${row.kind}</td>
<td class="${row.outcome === 'ok' ? 'good' : 'bad'}">${row.outcome}</td><td class="n">${Math.round(row.ms)}</td>
<td class="n">${Math.round(row.peakRssMb)}</td><td class="n">${row.productCalls}</td><td class="n">${row.points}</td>
<td class="n">${row.keyValueUnits}</td><td class="n">${row.egressRequests}</td></tr>`,
  )}</tbody></table></div>`;
}

/**
 * Does what a form of the control page asks for.
 * @returns false if there is no such action
 * @throws Error if a field's value is out of range
 */
export async function controlAction(port: ControlPort, action: string, fields: URLSearchParams): Promise<boolean> {
  if (action === 'tick') await port.tick();
  else if (action === 'kill') port.killFunctions();
  else if (action === 'shift') port.shiftClock(numberField(fields, 'ms', 31 * 24 * hour));
  else if (action === 'settings') {
    const level = fields.get('faults') ?? '';
    if (!port.faultLevels.includes(level)) throw new Error(`There is no fault level "${level}".`);
    port.setLatency(numberField(fields, 'latency', 60_000));
    port.setFaults(level);
  } else return false;
  return true;
}

function numberField(fields: URLSearchParams, name: string, highest: number): number {
  const value = Number(fields.get(name) ?? Number.NaN);
  if (!(value >= 0 && value <= highest)) throw new Error(`${name} is a number from 0 to ${highest}.`);
  return value;
}
