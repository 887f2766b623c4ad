// From answers of the API to elements.

import { heatMap, lineChart } from './charts.js';
import { el } from './dom.js';
import {
  MEASURES, STATES, count, figure, lasting, length, moment, plural, reason, span,
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

function newsOf(model) {
  if (model.state === 'DRIFTED') return `since ${moment(model.driftedSince)}`;
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
  el('span', { class: 'chips' }, chips(model.driftedColumns))));
}

function chips(drifted) {
  const names = [...new Set(drifted.map((one) => one.column))];
  const few = names.slice(0, 3).map((name) => el('span', { class: 'chip' }, name));
  return names.length > 3 ? [...few, el('span', { class: 'chip more' }, `+${names.length - 3}`)] : few;
}

/** Name, state, and one sentence on it. */
export function heading(model, columns) {
  const names = new Set(model.driftedColumns.map((one) => one.column));
  const newest = model.lastWindow;
  let sentence = reason(model.reason);
  if (model.state === 'DRIFTED') {
    const time = Date.parse(newest.end) - Date.parse(model.driftedSince);
    sentence = `${names.size} of ${plural(Math.max(columns, names.size), 'column')} drifted, `
      + `since ${moment(model.driftedSince)}: ${lasting(time)} up to the newest window.`;
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

/** Which columns, by how much, since when. */
export function driftedTable(model, onColumn) {
  if (model.driftedColumns.length === 0) return null;
  const lengths = new Set(model.series.map((one) => one.length)).size;
  const measures = CHARTS.filter((name) => model.driftedColumns.some((one) => one.measures[name]));
  const mark = (text) => (text ? el('span', { class: 'chip more' }, text) : null);
  const rows = model.driftedColumns.slice(0, FEW).map((one) => el('tr', {},
    el('td', {}, el('button', {
      type: 'button', class: 'link', 'data-key': `drifted ${one.column} ${one.segment} ${one.length}`,
      onclick: () => onColumn(one),
    }, one.column), mark(one.segment), lengths > 1 ? mark(length(one.length)) : null),
    measures.map((measure) => el('td', {}, gauge(one.measures[measure]))),
    el('td', { class: 'when' }, moment(one.driftedSince)),
    el('td', { class: 'why' }, one.why)));
  return el('section', {}, el('h3', {}, 'What drifted'),
    el('div', { class: 'scroll' }, el('table', {},
      el('thead', {}, el('tr', {}, el('th', {}, 'Column'),
        measures.map((measure) => el('th', {}, MEASURES[measure])),
        el('th', {}, 'Since'), el('th', {}, 'In words'))),
      el('tbody', {}, rows))));
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
function gauge(measure) {
  if (!measure) return el('span', { class: 'quiet' }, '–');
  const { value, threshold } = measure;
  if (threshold === undefined) return el('span', { class: 'figure' }, figure(value));
  const most = Math.max(value, threshold) * 1.05;
  return el('span', { class: 'gauge', title: `${figure(value)}, held against ${figure(threshold)}` },
    el('span', { class: 'figure' }, figure(value)),
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
  const drift = model.series.filter((one) => one.kind === 'DRIFT');
  const versions = model.versions.length > 1 ? ['', ...model.versions] : [];
  const controls = [
    offer('segment', ['', ...drift.map((one) => one.segment)], (value) => value || 'all rows'),
    offer('length', byLength(drift.map((one) => one.length)), length),
    offer('version', versions, (value) => value || 'all versions'),
  ].filter(Boolean);
  return controls.length > 0 ? el('div', { class: 'choices' }, controls) : null;
}

function byLength(lengths) {
  const minutes = (iso) => {
    const [, days, hours, mins, secs] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/
      .exec(iso)?.map((part) => Number(part ?? 0)) ?? [0, 0, 0, 0, 0];
    return days * 1440 + hours * 60 + mins + secs / 60;
  };
  return [...lengths].sort((a, b) => minutes(a) - minutes(b));
}

/** The worst columns first; the newest windows weigh most. */
export function bySeverity(columns) {
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
  const sorted = bySeverity(map.columns);
  const columns = state.all ? sorted : sorted.slice(0, FEW);
  const hidden = sorted.length - columns.length;
  return el('section', {},
    el('h3', {}, 'Columns over time'), legend(),
    heatMap({ ...map, ...state, columns }, on.column),
    hidden > 0 ? el('button', { type: 'button', class: 'link', 'data-key': 'all', onclick: on.all },
      `Show ${hidden} more, calmer columns`) : null);
}

function legend() {
  const key = (kind, text) => el('span', { class: 'key' }, el('i', { class: kind }), text);
  return el('p', { class: 'legend' }, key('ok', 'calm'), key('near', 'near its threshold'),
    key('drifted', 'drifted'), key('far', 'drifted far'), key('unknown', 'nothing can be said'));
}

/** One column: each measure a chart. */
export function columnSection(name, points, width) {
  if (points.length === 0) return null;
  const newest = points.at(-1);
  const across = width > 1000 ? 3 : width > 640 ? 2 : 1;
  const each = Math.floor((width - 24 * (across - 1)) / across);
  const measured = CHARTS.filter((measure) => points.some((point) => point.measures[measure]));
  return el('section', { class: 'column' },
    el('h3', {}, name, ' ', badge(newest.state)),
    newest.why ? el('p', {}, newest.why) : null,
    el('p', { class: 'quiet' }, `${plural(newest.rows, 'row')} in ${span(newest.window)}, `
      + `${count(newest.missing)} of them missing. Dashed: what the measure is held against.`),
    el('div', { class: 'charts' }, measured.map((measure) => el('figure', {},
      el('figcaption', {}, MEASURES[measure],
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
