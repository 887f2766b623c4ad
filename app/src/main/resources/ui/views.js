// From answers of the API to elements.

import { heatMap, lineChart } from './charts.js';
import { el } from './dom.js';
import {
  STATES, columnName, count, figure, lasting, length, measureName, moment, percent, plural, reason, span,
  wholeColumn,
} from './words.js';

// Effect and evidence decide by default, so they come first.
const CHARTS = ['effect', 'evidence', 'ks', 'jensen_shannon', 'psi'];
const FEW = 30;

export function badge(state) {
  const { word, sign } = STATES[state];
  return el('span', { class: `badge ${state.toLowerCase()}` },
    el('span', { 'aria-hidden': 'true' }, sign), word);
}

/** What somebody who looks up for a second wants to know. */
export function summary(models) {
  const drifting = models.filter((model) => model.state === 'DRIFTED');
  const unknown = models.filter((model) => model.state === 'UNKNOWN');
  if (models.length === 0) return 'No model is watched yet';
  const rest = unknown.length > 0 ? `, ${unknown.length} unknown` : '';
  if (drifting.length > 0) {
    return `${drifting.length} of ${plural(models.length, 'model')} `
      + `${drifting.length === 1 ? 'is' : 'are'} drifting${rest}`;
  }
  return unknown.length === 0 ? 'No model is drifting' : `No model is known to drift${rest}`;
}

/**
 * Where in event time the drift began, on all rows if there: what the evidence tells may lie before the first window
 * that was told as drifted.
 */
function began(model) {
  const whole = model.driftedColumns.filter((one) => one.segment === '');
  const found = whole.length > 0 ? whole : model.driftedColumns;
  return found.map((one) => one.since ?? one.driftedSince).sort()[0] ?? model.driftedSince;
}

function newsOf(model) {
  if (model.state === 'DRIFTED') return `since ${moment(began(model))}`;
  if (model.state === 'UNKNOWN') return reason(model.reason);
  return model.lastWindow ? `up to ${moment(model.lastWindow.end)}` : '';
}

/** The list of models. */
export function modelList(models, selected, onModel) {
  if (models.length === 0) {
    return [el('p', { class: 'quiet' },
      'Configure a monitor and publish a reference; the model appears here at once.')];
  }
  return models.map((model) => el('button', {
    type: 'button', class: 'model', 'data-key': `model ${model.model}`,
    'aria-current': model.model === selected ? 'true' : null,
    onclick: () => onModel(model.model),
  },
  el('span', { class: 'name' }, model.model), badge(model.state),
  el('span', { class: 'news' }, newsOf(model)),
  el('span', { class: 'chips' }, chips(model.driftedColumns), performanceChip(model))));
}

/** That it does worse than allowed, by its labels or as far as its predictions tell. */
function performanceChip(model) {
  if (model.performance === 'FAILED') return el('span', { class: 'chip' }, 'performs worse');
  return model.estimatedPerformance === 'FAILED' ? el('span', { class: 'chip' }, 'expected to perform worse') : null;
}

function chips(drifted) {
  const names = [...new Set(drifted.map((one) => wholeColumn(one.column)))];
  const few = names.slice(0, 3).map((name) => el('span', { class: 'chip' }, name));
  return names.length > 3 ? [...few, el('span', { class: 'chip more' }, `+${names.length - 3}`)] : few;
}

/** Name, state, and one sentence on it. */
export function heading(model, columns) {
  const names = new Set(model.driftedColumns.map((one) => one.column));
  const newest = model.lastWindow;
  let sentence = reason(model.reason);
  if (model.state === 'DRIFTED') {
    const since = began(model);
    const time = Date.parse(newest.end) - Date.parse(since);
    sentence = `${names.size} of ${plural(Math.max(columns, names.size), 'column')} drifted, `
      + `since ${moment(since)}: ${lasting(time)} up to the newest window.`;
  } else if (model.state === 'OK') {
    sentence = `${columns > 0 ? `All ${plural(columns, 'column')} are` : 'It is'} within tolerance.`;
  } else {
    sentence = `Nothing can be said: ${sentence}.`;
  }
  const running = model.currentVersions.length > 0
    ? `Version ${model.currentVersions.join(' and ')}` : `Version ${model.versions.join(', ') || 'unknown'}`;
  return el('div', { class: 'heading' },
    el('h2', {}, model.model), badge(model.state),
    el('p', {}, sentence),
    el('p', { class: 'quiet' }, newest ? `${running}. Newest window ${span(newest)}.` : `${running}.`));
}

const groupOf = (one) => `${one.version} ${one.segment} ${one.length}`;

/** Which columns, their part in it, by how much, since when: of the segment in view, the others named below. */
export function driftedTable(model, chosen, onColumn) {
  const groups = new Map();
  for (const one of model.driftedColumns) {
    groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);
  }
  if (groups.size === 0) return null;
  const inView = (one) => one.segment === (chosen.segment ?? '')
    && (!chosen.length || one.length === chosen.length) && (!chosen.version || one.version === chosen.version);
  const all = [...groups.values()];
  const shown = all.find((group) => inView(group[0])) ?? all[0];
  const others = all.filter((group) => group !== shown);
  return el('section', {}, el('h3', {}, 'What drifted', others.length > 0 || shown[0].segment ? el('span', { class: 'chip more' },
    placeOf(shown[0], model)) : null),
  columnsTable(shown.slice(0, FEW).map((one) => (
    { ...one, kind: one.columnKind, state: 'DRIFTED', since: one.since ?? one.driftedSince })), {
    title: (one) => `${placeOf(one, model)}: drifted windows from ${moment(one.driftedSince)} on`,
    column: (name) => onColumn(shown.find((one) => one.column === name)),
  }),
  others.length > 0 ? el('p', { class: 'also' }, 'Also: ', others.map((group) => el('button', {
    type: 'button', class: 'link', 'data-key': `group ${groupOf(group[0])}`, onclick: () => onColumn(group[0]),
  }, `${placeOf(group[0], model)} (${plural(group.length, 'column')})`))) : null);
}

/** Segment, and version and length of the windows where there are several. */
function placeOf(one, model) {
  const words = [one.segment || 'all rows'];
  if (model.currentVersions.length > 1) words.push(`version ${one.version}`);
  if (new Set(model.series.map((series) => series.length)).size > 1) words.push(`windows of ${length(one.length)}`);
  return words.join(', ');
}

/**
 * Columns of one verdict. Measures that something is held against have a place of their own.
 *
 * @param on {column, title}: told of the column that was chosen; more on when its drift began
 */
export function columnsTable(columns, on) {
  const measures = measured(columns).filter((name) =>
    columns.some((one) => one.measures[name]?.threshold !== undefined));
  const states = new Set(columns.map((one) => one.state)).size > 1;
  const heads = ['Column', ...(states ? ['State'] : []), 'Part', ...measures.map(measureName),
    'Since', 'What moved'];
  return el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, heads.map((text) => el('th', {}, text)))),
    el('tbody', {}, columns.map((one) => el('tr', {},
      el('td', {}, el('button', {
        type: 'button', class: 'link name', title: one.column, 'data-key': `drifted ${one.column}`, onclick: () => on.column(one.column),
      }, columnName(one.column, one.kind))),
      states ? el('td', {}, badge(one.state)) : null,
      el('td', {}, share(one.part)),
      measures.map((measure) => el('td', {}, gauge(measure, one.measures[measure]))),
      el('td', { class: 'when', title: on.title?.(one) }, one.since ? moment(one.since) : '–'),
      el('td', { class: 'why' }, one.why))))));
}

/** Keys of the measures that any of them has: those that decide by default first. */
function measured(columns) {
  const keys = new Set(columns.flatMap((one) => Object.keys(one.measures)));
  return [...CHARTS.filter((key) => keys.has(key)), ...[...keys].filter((key) => !CHARTS.includes(key))];
}

function share(part) {
  if (part === undefined) return el('span', { class: 'quiet' }, '–');
  return el('span', { class: 'gauge' }, el('span', { class: 'figure' }, percent(part)),
    el('span', { class: 'bar part', '--value': `${part * 100}%` }));
}

/** Which constraints on the rows do not hold, and since when. */
export function failedTable(model) {
  if (!model.quality) return null;
  const title = el('h3', {}, 'Quality of the rows ', badge(model.quality));
  const failed = model.failedConstraints;
  if (failed.length === 0) return el('section', {}, title);
  return el('section', {}, title,
    el('div', { class: 'scroll' }, el('table', {},
      el('thead', {}, el('tr', {}, ['Column', 'What failed', 'Since', 'Version', 'Window']
        .map((text) => el('th', {}, text)))),
      el('tbody', {}, failed.slice(0, FEW).map((one) => el('tr', {},
        el('td', {}, one.column || 'all rows', one.segment ? el('span', { class: 'chip more' }, one.segment) : null),
        el('td', { class: 'why' }, one.why),
        el('td', { class: 'when' }, moment(one.failedSince)),
        el('td', {}, one.version),
        el('td', {}, length(one.length))))))));
}

/** A number and how far it is from what it is held against. */
function gauge(key, result) {
  if (!result) return el('span', { class: 'quiet' }, '–');
  const { value, threshold } = result;
  const told = key === 'effect' ? `${figure(value * 100)} %` : figure(value);
  if (threshold === undefined) return el('span', { class: 'figure' }, told);
  const most = Math.max(value, threshold) * 1.05;
  return el('span', { class: 'gauge', title: `${figure(value)}, held against ${figure(threshold)}` },
    el('span', { class: 'figure' }, told),
    el('span', { class: value > threshold ? 'bar over' : 'bar',
      '--value': `${(Math.max(0, value) / most) * 100}%`, '--threshold': `${(threshold / most) * 100}%` }));
}

/** Segment, window length and version, where there is a choice. */
export function choices(model, chosen, onChoice) {
  const offer = (name, values, word) => {
    const all = [...new Set(values)];
    if (all.length < 2) return null;
    return el('label', {}, `${name[0].toUpperCase()}${name.slice(1)} `, el('select', {
      'data-key': `choose ${name}`, onchange: (event) => onChoice(name, event.target.value),
    }, all.map((value) => el('option', { value, selected: word(value) === word(chosen[name] ?? all[0]) },
      word(value)))));
  };
  const drift = model.series.filter((one) => one.kind !== 'QUALITY');
  const versions = model.versions.length > 1 ? ['', ...model.versions] : [];
  const controls = [
    offer('segment', ['', ...drift.map((one) => one.segment)], (value) => value || 'all rows'),
    offer('length', byLength(drift.map((one) => one.length)), length),
    offer('version', versions, (value) => value || 'all versions'),
  ].filter(Boolean);
  return controls.length > 0 ? el('div', { class: 'choices' }, controls) : null;
}

export function byLength(lengths) {
  const minutes = (iso) => {
    const [, days, hours, mins, secs] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/
      .exec(iso)?.map((part) => Number(part ?? 0)) ?? [0, 0, 0, 0, 0];
    return days * 1440 + hours * 60 + mins + secs / 60;
  };
  return [...lengths].sort((a, b) => minutes(a) - minutes(b));
}

/** Those that drifted in the newest window first, the largest part before; then by all windows. */
export function byNeed(columns) {
  const newest = (column) => column.cells.at(-1) ?? { state: 'OK' };
  const part = (column) => (newest(column).state === 'DRIFTED' ? 1 + (newest(column).part ?? 0) : 0);
  return bySeverity(columns).sort((a, b) => part(b) - part(a));
}

/** The worst columns first; the newest windows weigh most. */
function bySeverity(columns) {
  const weight = (column) => column.cells.reduce((sum, cell, i) => {
    if (cell === null || !(cell.value > 0)) return sum * 0.9;
    const ratio = cell.threshold > 0 ? cell.value / cell.threshold : cell.value;
    return sum * 0.9 + (cell.state === 'DRIFTED' ? 10 : 0) + Math.min(10, ratio);
  }, 0);
  return columns.map((column) => [column, weight(column)])
    .sort((a, b) => b[1] - a[1]).map(([column]) => column);
}

/** The heat map with its legend. */
export function columnsOverTime(map, state, on) {
  if (map.windows.length === 0) return null;
  const sorted = byNeed(map.columns);
  const columns = state.all ? sorted : sorted.slice(0, FEW);
  const hidden = sorted.length - columns.length;
  return el('section', {},
    el('h3', {}, 'Columns over time'), legend(),
    heatMap({ ...map, ...state, columns }, on),
    hidden > 0 ? el('button', { type: 'button', class: 'link', 'data-key': 'all', onclick: on.all },
      `Show ${hidden} more, calmer columns`) : null);
}

function legend() {
  const key = (kind, text) => el('span', { class: 'key' }, el('i', { class: kind }), text);
  return el('p', { class: 'legend' }, key('ok', 'calm'), key('near', 'near its threshold'),
    key('drifted', 'drifted'), key('far', 'drifted far'), key('unknown', 'nothing can be said'));
}

/** One column: each measure a chart. */
export function columnSection(column, points, width) {
  if (points.length === 0) return null;
  const newest = points.at(-1);
  const across = width > 1000 ? 3 : width > 640 ? 2 : 1;
  const each = Math.floor((width - 24 * (across - 1)) / across);
  const { part } = column.cells.at(-1) ?? {};
  const news = [
    part !== undefined && part < 0.995 ? `${percent(part)} of the drift` : null,
    newest.since ? `since ${moment(newest.since)}` : null,
  ].filter(Boolean).join(', ');
  return el('section', { class: 'column' },
    el('h3', {}, columnName(column.column, column.kind), ' ', badge(newest.state),
      news ? el('span', { class: 'quiet' }, ` ${news}`) : null),
    newest.why ? el('p', {}, newest.why) : null,
    el('p', { class: 'quiet' }, `${plural(newest.rows, 'row')} in ${span(newest.window)}, `
      + `${count(newest.missing)} of them missing. Dashed: what the measure is held against.`),
    el('div', { class: 'charts' }, measured(points).map((measure) => el('figure', {},
      el('figcaption', {}, measureName(measure),
        el('span', { class: 'figure' }, figure(newest.measures[measure]?.value))),
      lineChart(measure, points, each)))));
}

/** Alerts of this model, the most urgent first. */
export function alertTable(alerts) {
  if (alerts.length === 0) return null;
  return el('section', {}, el('h3', {}, 'Alerts'),
    el('div', { class: 'scroll' }, el('table', {},
      el('thead', {}, el('tr', {}, ['State', 'What', 'Began', 'Ended', 'Version', 'Times']
        .map((text) => el('th', {}, text)))),
      el('tbody', {}, alerts.map((alert) => el('tr', {},
        el('td', {}, el('span', { class: `badge ${alert.state.toLowerCase()}` },
          alert.state.toLowerCase()), alert.severity ? el('span', { class: 'quiet' }, ` ${alert.severity}`) : null),
        el('td', { class: 'what' }, alert.summary),
        el('td', { class: 'when' }, alert.startsAt ? moment(alert.startsAt) : '–'),
        el('td', { class: 'when' }, ended(alert)),
        el('td', {}, alert.version + (alert.segment ? `, ${alert.segment}` : '')),
        el('td', {}, String(alert.episode))))))));
}

function ended(alert) {
  if (!alert.endsAt) return '–';
  const by = alert.successor ? `, replaced by version ${alert.successor}` : '';
  return `${moment(alert.endsAt)}${by}`;
}
