// How well a model does: what its labels say beside what its predictions alone let expect.

import { ask, modelPath } from './api.js';
import { bandChart, barChart, errorChart } from './bands.js';
import { el } from './dom.js';
import { badge, byLength } from './views.js';
import { count, figure, measureName, percent, plural, reason, span } from './words.js';

const KINDS = { PERFORMANCE: 'realised', ESTIMATED_PERFORMANCE: 'estimated' };
// With labels and errors beside them they fill two rows.
const FEW = 4;
// Counts of outcomes are drawn as a table of their own.
const OUTCOMES = ['true_positives', 'false_negatives', 'false_positives', 'true_negatives'];

/**
 * The newest windows with what both kinds of verdict say of them, oldest first.
 *
 * @param whole the model with its series
 * @param filter {segment, length, version} as chosen
 */
export async function loadPerformance(whole, filter, limit) {
  const segment = filter.segment ?? '';
  const watched = whole.series.filter((one) => KINDS[one.kind] && one.segment === segment);
  if (watched.length === 0) return [];
  const length = filter.length ?? byLength(watched.map((one) => one.length))[0];
  const query = { version: filter.version, segment, length, order: 'desc', limit };
  const answers = await Promise.all([...new Set(watched.map((one) => one.kind))].map((kind) =>
    ask(modelPath(whole.model, '/verdicts', { ...query, kind: kind.toLowerCase() }))));
  const points = new Map();
  for (const verdict of answers.flatMap((answer) => answer.verdicts)) {
    const key = `${verdict.window.start} ${verdict.version}`;
    const point = points.get(key) ?? { version: verdict.version, window: verdict.window };
    point[KINDS[verdict.kind]] = verdict;
    points.set(key, point);
  }
  return [...points.values()].sort((a, b) => Date.parse(a.window.start) - Date.parse(b.window.start)
    || a.version.localeCompare(b.version)).slice(-limit).map(merged);
}

/** One window: of the estimates those told with the outcomes, where there are any. */
function merged(point) {
  const known = point.realised?.performance;
  const expected = known && Object.keys(known.estimated).length > 0 ? known : point.estimated?.performance;
  const { predicted, labelled, coverage, last } = known ?? expected;
  const judged = point.realised && point.realised.state !== 'UNKNOWN';
  return {
    ...point, predicted, labelled: known ? labelled : 0, coverage: known ? coverage : 0,
    last: Boolean(known) && last, judged,
    found: { realised: known?.realised ?? {}, estimated: expected?.estimated ?? {} },
    assumption: expected?.assumption,
  };
}

/** Those that decide first, else as the verdicts have them. */
function measuresOf(points) {
  const decides = new Map();
  for (const { found } of [...points].reverse()) {
    for (const basis of Object.values(found)) {
      for (const [key, one] of Object.entries(basis)) decides.set(key, one.decides || decides.get(key));
    }
  }
  return [...decides].filter(([key]) => !OUTCOMES.includes(key))
    .sort((a, b) => Number(b[1] ?? false) - Number(a[1] ?? false)).map(([key]) => key);
}

/** By how much estimates were above what came true, of every window in which both are known. */
function errorsOf(points, key) {
  return points.flatMap(({ found, judged }) => {
    const truth = found.realised[key]?.value;
    const guess = found.estimated[key]?.value;
    return !judged || truth === undefined || guess === undefined ? [] : [guess - truth];
  });
}

/** The section, or nothing where performance is not watched. */
export function performanceSection(points, state, on) {
  if (points.length === 0) return null;
  const judged = points.findLast((one) => one.judged);
  const expected = points.findLast((one) => one.estimated);
  const keys = measuresOf(points);
  const shown = state.all ? keys : keys.slice(0, FEW);
  const across = state.width > 1000 ? 3 : state.width > 640 ? 2 : 1;
  const each = Math.floor((state.width - 24 * (across - 1)) / across);
  const hidden = keys.length - shown.length;
  return el('section', { class: 'performance' },
    el('h3', {}, 'Performance'),
    el('p', {}, told('Realised', judged, judged?.realised, waiting(points))),
    el('p', {}, told('Estimated', expected, expected?.estimated, '')),
    measureTable(shown, points, judged, expected),
    el('p', { class: 'legend' },
      key('line realised', 'realised'), key('line estimated', 'estimated'), key('allowed', 'allowed'),
      key('dot open', 'labels may still come'), key('dot drifted', 'worse than allowed')),
    el('div', { class: 'charts' }, shown.map((name) => figureOf(measureName(name),
      newest(judged, expected, name), bandChart(name, points, each))),
    figureOf('Labels known', percent((judged ?? points.at(-1)).coverage ?? 0), barChart(points, each)),
    keys.filter((name) => errorsOf(points, name).length > 0).slice(0, 1).map((name) => figureOf(
      `Estimate’s error, ${measureName(name)}`, signed(errorsOf(points, name).at(-1)), errorChart(name, points, each)))),
    hidden > 0 ? el('button', { type: 'button', class: 'link', 'data-key': 'measures', onclick: on.all },
      `Show ${plural(hidden, 'more measure')}`) : null,
    judged ? outcomes(judged) : null,
    expected?.assumption ? el('p', { class: 'assumption' }, el('strong', {}, 'What estimates assume. '), expected.assumption) : null);
}

function told(word, point, verdict, otherwise) {
  if (!point) return otherwise ? [el('strong', {}, `${word} `), otherwise] : [];
  const rows = word === 'Realised'
    ? `${count(point.labelled)} of ${count(point.predicted)} labelled`
    : `from ${plural(point.predicted, 'prediction')}`;
  const why = verdict.state === 'UNKNOWN' ? `: ${reason(verdict.reason)}` : '';
  return [el('strong', {}, `${word} `), badge(verdict.state),
    ` ${span(point.window)}, ${rows}${why}.`];
}

function waiting(points) {
  const known = points.reduce((sum, one) => sum + one.labelled, 0);
  return points.some((one) => one.realised) ? `not yet: ${known > 0 ? 'too few labels' : 'no labels have come'}.` : '';
}

function newest(judged, expected, name) {
  return figure(judged?.found.realised[name]?.value ?? expected?.found.estimated[name]?.value);
}

function figureOf(title, value, drawing) {
  return el('figure', {}, el('figcaption', {}, title, el('span', { class: 'figure' }, value)), drawing);
}

const key = (kind, text) => el('span', { class: 'key' }, el('i', { class: kind }), text);

function measureTable(keys, points, judged, expected) {
  const cell = (one) => (one === undefined ? el('span', { class: 'quiet' }, '–')
    : el('span', { class: one.state === 'FAILED' ? 'figure worse' : 'figure' },
      one.value === undefined ? (one.why ?? '–').replaceAll('_', ' ') : figure(one.value)));
  return el('div', { class: 'scroll' }, el('table', {},
    el('thead', {}, el('tr', {}, ['Measure', 'Realised', 'Estimated', 'Allowed', 'Reference', 'Estimates were off by']
      .map((text) => el('th', {}, text)))),
    el('tbody', {}, keys.map((name) => {
      const realised = judged?.found.realised[name];
      const estimated = expected?.found.estimated[name];
      const one = realised ?? estimated;
      return el('tr', {},
        el('td', {}, measureName(name), one?.decides ? null : el('span', { class: 'chip more' }, 'for information')),
        el('td', {}, cell(realised)), el('td', {}, cell(estimated)),
        el('td', { class: 'quiet' }, allowed(one)), el('td', { class: 'figure' }, figure(one?.reference)),
        el('td', { class: 'quiet' }, off(errorsOf(points, name))));
    }))));
}

/** "at least 0.8", "0.1 to 0.3". */
function allowed(one) {
  if (one?.lower !== undefined && one.upper !== undefined) return `${figure(one.lower)} to ${figure(one.upper)}`;
  if (one?.lower !== undefined) return `at least ${figure(one.lower)}`;
  return one?.upper === undefined ? '–' : `at most ${figure(one.upper)}`;
}

function off(errors) {
  if (errors.length === 0) return '–';
  const mean = errors.reduce((sum, one) => sum + Math.abs(one), 0) / errors.length;
  return `${figure(mean)} on average, ${signed(errors.at(-1))} last`;
}

const signed = (value) => (value > 0 ? `+${figure(value)}` : figure(value).replace('-', '−'));

/** True and false answers of the newest window that could be judged. */
function outcomes(point) {
  const cells = OUTCOMES.map((name) => point.found.realised[name]?.value);
  if (cells.some((value) => value === undefined)) return null;
  const [hit, miss, alarm, rest] = cells.map((value) => el('td', { class: 'figure' }, count(value)));
  return el('div', {}, el('h4', {}, `Outcomes, ${span(point.window)}`),
    el('table', { class: 'outcomes' },
      el('thead', {}, el('tr', {}, ['', 'predicted positive', 'predicted negative'].map((text) => el('th', {}, text)))),
      el('tbody', {}, el('tr', {}, el('th', {}, 'was positive'), hit, miss),
        el('tr', {}, el('th', {}, 'was negative'), alarm, rest))));
}
