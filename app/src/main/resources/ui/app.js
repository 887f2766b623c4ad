// The status page: asks the API every few seconds, and draws anew what has changed.

import { ask, modelPath } from './api.js';
import { hideTip, show } from './dom.js';
import {
  alertTable, byNeed as columnsByNeed, choices, columnSection, columnsOverTime, driftedTable, failedTable,
  heading, modelList, summary,
} from './views.js';
import { loadPerformance, performanceSection } from './performance.js';
import { windowSection } from './window.js';

const EVERY = 10_000;
const WINDOWS = 96;
// Evidence adds up for as long as a drift lasts; the effect says how far the column is from home.
const HEAT = 'effect';

const byId = (id) => document.getElementById(id);

// What the user has chosen lives in the address, so that it can be sent to a colleague.
const chosen = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

let models = [];
let detail = null;
let drawn = '';
let showAll = false;
let showMeasures = false;
let running = null;

function choose(changes) {
  Object.assign(chosen, changes);
  for (const name of Object.keys(chosen)) if (chosen[name] === undefined) delete chosen[name];
  history.replaceState(null, '', `#${new URLSearchParams(chosen)}`);
  draw();
  refresh();
}

const onModel = (model) => {
  for (const name of Object.keys(chosen)) delete chosen[name];
  showAll = false;
  showMeasures = false;
  detail = null;
  choose({ model });
};

const onDrifted = (one) => choose({
  column: one.column, segment: one.segment, length: one.length, window: undefined,
});

/** Those that need a look first, by name within. */
function byNeed(all) {
  const rank = { DRIFTED: 0, UNKNOWN: 1, OK: 2 };
  return [...all].sort((a, b) => rank[a.state] - rank[b.state]);
}

const current = () => models.find((model) => model.model === chosen.model) ?? models[0];

async function load() {
  models = byNeed((await ask('v1/models')).models);
  const model = current();
  if (!model) return null;
  const filter = {
    segment: chosen.segment, length: chosen.length, version: chosen.version || undefined,
  };
  const [whole, map, alerts] = await Promise.all([
    ask(modelPath(model.model, '', {})),
    ask(modelPath(model.model, '/columns', { ...filter, measure: HEAT, limit: WINDOWS })),
    ask(`v1/alerts?${new URLSearchParams({ model: model.model })}`).then((all) => all.alerts,
      (error) => (error.status === 503 ? [] : Promise.reject(error))),
  ]);
  const names = columnsByNeed(map.columns).map((column) => column.column);
  const column = names.includes(chosen.column) ? chosen.column
    : whole.driftedColumns.find((one) => names.includes(one.column))?.column ?? names[0];
  const [points, picked, performance] = await Promise.all([
    column ? series(whole, column, filter, map) : [], windowOf(model.model),
    loadPerformance(whole, filter, WINDOWS),
  ]);
  return { whole, map, alerts, column, points, picked, performance };
}

/** The window that was picked: its verdict on drift, and the one on quality beside it. */
async function windowOf(model) {
  if (!chosen.window) return null;
  const found = await ask(modelPath(model, `/verdicts/${encodeURIComponent(chosen.window)}`, {}))
    .catch((error) => (error.status === 404 ? null : Promise.reject(error)));
  if (!found) return null;
  const [verdict] = found.revisions;
  const { start, end } = verdict.window;
  const { verdicts } = await ask(modelPath(model, '/verdicts', {
    kind: 'quality', version: verdict.version, segment: verdict.segment, from: start, to: end,
  }));
  return { verdict, quality: verdicts.find((one) => one.window.start === start && one.window.end === end) };
}

/** The column in each window of the heat map; where nothing was said of it, a point without measures. */
async function series(whole, column, filter, map) {
  const from = map.windows[0].window;
  const length = filter.length ?? lengthOf(whole, from);
  const query = { ...filter, length, kind: 'drift', from: from.start };
  const { points } = await ask(
    modelPath(whole.model, `/columns/${encodeURIComponent(column)}`, query));
  const found = new Map(points.map((point) => [`${point.version} ${point.window.start}`, point]));
  return map.windows.map((one) => found.get(`${one.version} ${one.window.start}`)
    ?? { ...one, state: 'UNKNOWN', measures: {}, missing: 0, why: '' });
}

function lengthOf(whole, window) {
  const millis = Date.parse(window.end) - Date.parse(window.start);
  return whole.series.find((one) =>
    Date.parse(one.lastWindow.end) - Date.parse(one.lastWindow.start) === millis)?.length;
}

function draw() {
  byId('summary').textContent = summary(models);
  byId('summary').className = models.some((model) => model.state === 'DRIFTED') ? 'drifted' : '';
  const drifting = models.filter((model) => model.state === 'DRIFTED').length;
  document.title = drifting > 0 ? `▲ ${drifting} drifting – Leeway` : 'Leeway';
  const model = current();
  show(byId('models'), modelList(models, model?.model, onModel));
  if (!detail) {
    show(byId('detail'));
    return;
  }
  const { whole, map, alerts, column, points, picked, performance } = detail;
  const width = byId('detail').clientWidth - 34;
  const told = alerts.filter((alert) => alert.state !== 'QUIET');
  const inView = told.filter((alert) => alert.cause === 'drift' && alert.segment === (chosen.segment ?? ''));
  hideTip();
  show(byId('detail'),
    heading(whole, map.columns.length),
    driftedTable(whole, chosen, onDrifted),
    failedTable(whole),
    choices(whole, chosen, (name, value) => choose({ [name]: value, window: undefined })),
    performanceSection(performance, { width, all: showMeasures }, {
      all: () => {
        showMeasures = true;
        draw();
      },
    }),
    columnsOverTime(map, { alerts: inView, selected: column, window: chosen.window, width, all: showAll }, {
      column: (name) => choose({ column: name }),
      window: (id, name) => choose({ window: id, column: name ?? chosen.column }),
      all: () => {
        showAll = true;
        draw();
      },
    }),
    windowSection(picked, {
      column: (name) => choose({ column: name }),
      close: () => choose({ window: undefined }),
    }),
    column ? columnSection(map.columns.find((one) => one.column === column), points, width) : null,
    alertTable(told));
}

function trouble(text) {
  byId('trouble').textContent = text;
  byId('trouble').hidden = text === '';
}

/** One round; a round that begins while another is under way takes its place. */
async function refresh() {
  const round = {};
  running = round;
  try {
    const loaded = await load();
    if (running !== round) return;
    detail = loaded;
    trouble('');
    byId('updated').textContent = `asked at ${new Date().toISOString().slice(11, 19)} UTC`;
    const text = JSON.stringify([models, detail, chosen]);
    if (text !== drawn) {
      drawn = text;
      draw();
    }
  } catch (error) {
    if (running !== round) return;
    trouble(`This may be out of date: ${error.message}. Trying again.`);
  }
}

let resized;
addEventListener('resize', () => {
  clearTimeout(resized);
  resized = setTimeout(draw, 150);
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refresh();
});
setInterval(() => {
  if (!document.hidden) refresh();
}, EVERY);
refresh();
