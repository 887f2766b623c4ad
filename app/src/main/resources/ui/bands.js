// Drawings of performance over windows: two lines within what is allowed, and how many labels are known.

import { follow, niceTicks, path, slots, timeLabels, versionMarks } from './charts.js';
import { hideTip, showTip, svg } from './dom.js';
import { count, figure, measureName, percent, span } from './words.js';

const HEIGHT = 168;
const LEFT = 46;
const TOP = 18;
const BASE = HEIGHT - 20;

/** What of a measure is drawn: its values and limits, realised first. */
function valuesOf(points, measure) {
  const of = (basis) => points.map(({ found }) => found[basis][measure]);
  const realised = of('realised').map((one, i) => (points[i].judged ? one : undefined));
  const estimated = of('estimated');
  const limits = points.map((_, i) => realised[i] ?? estimated[i]);
  return { realised, estimated, limits };
}

/** From the least to the most that has to be seen, with some room. */
function rangeOf({ realised, estimated, limits }) {
  const all = [...realised, ...estimated].map((one) => one?.value)
    .concat(limits.flatMap((one) => [one?.lower, one?.upper, one?.reference])).filter((value) => value !== undefined);
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = Math.max((most - least) * 0.15, Math.abs(most) * 0.01, 1e-9);
  return { least: least - room, most: most + room };
}

/** One measure through time: realised, estimated, and what is allowed. */
export function bandChart(measure, points, width) {
  const values = valuesOf(points, measure);
  const { least, most } = rangeOf(values);
  const place = slots(points, width - LEFT - 10);
  const x = (i) => LEFT + place.lefts[i] + place.step / 2;
  const y = (value) => BASE - ((Math.min(most, Math.max(least, value)) - least) / (most - least)) * (BASE - TOP);
  const line = (basis, kind) => path(values[basis].map((one) => one?.value), x, y, kind);
  const drawing = frame(points, place, width, measureName(measure));
  drawing.append(
    ...band(values.limits, place, y, { least, most }),
    ...niceTicks(most - least).map((tick) => Math.ceil(least / step(most - least)) * step(most - least) + tick)
      .filter((tick) => tick <= most).flatMap((tick) => [
        svg('line', { x1: LEFT, x2: width - 6, y1: y(tick), y2: y(tick), class: 'grid' }),
        svg('text', { x: LEFT - 6, y: y(tick) + 4, class: 'axis' }, figure(Number(tick.toPrecision(6)))),
      ]),
    line('estimated', 'estimate'), line('realised', 'value'),
    ...dots(values.estimated, points, { x, y, basis: 'estimate' }), ...dots(values.realised, points, { x, y, basis: 'value' }));
  return pointed(drawing, place, (i) => lines(measure, points[i], values, i), x);
}

const step = (size) => {
  const [, second = size] = niceTicks(size);
  return second;
};

/** What is allowed, window by window. */
function band(limits, place, y, { least, most }) {
  return limits.flatMap((one, i) => {
    if (one?.lower === undefined && one?.upper === undefined) return [];
    const top = y(one.upper ?? most);
    const bottom = y(one.lower ?? least);
    const box = { x: LEFT + place.lefts[i], width: place.step + 0.5 };
    const edge = (at) => svg('line', { x1: box.x, x2: box.x + box.width, y1: at, y2: at, class: 'limit' });
    return [
      svg('rect', { ...box, y: top, height: Math.max(0, bottom - top), class: 'band' }),
      one.lower === undefined ? null : edge(bottom), one.upper === undefined ? null : edge(top),
    ].filter(Boolean);
  });
}

/** Open while labels may still change the value. */
function dots(values, points, { x, y, basis }) {
  return values.flatMap((one, i) => {
    const failed = one?.state === 'FAILED';
    if (one?.value === undefined || (basis === 'estimate' && !failed)) return [];
    const open = basis === 'value' && !points[i].last ? ' open' : '';
    return [svg('circle', {
      cx: x(i), cy: y(one.value), r: failed ? 3 : 2.3, class: `dot ${basis}${failed ? ' drifted' : ''}${open}`,
    })];
  });
}

function frame(points, place, width, title) {
  return svg('svg', { width, height: HEIGHT, role: 'img', 'aria-label': title },
    svg('g', { transform: `translate(${LEFT} 0)` }, timeLabels(points, place, HEIGHT - 5),
      versionMarks(points, place, BASE)));
}

/** With a marker and lines of text at the window under the pointer. */
function pointed(drawing, place, text, x) {
  const marker = svg('line', { y1: TOP, y2: BASE, class: 'marker', visibility: 'hidden' });
  drawing.append(marker);
  follow(drawing, place, LEFT, (i, event) => {
    marker.setAttribute('visibility', i < 0 ? 'hidden' : 'visible');
    if (i < 0) return hideTip();
    marker.setAttribute('x1', x(i));
    marker.setAttribute('x2', x(i));
    return showTip(text(i), event.clientX, event.clientY);
  });
  return drawing;
}

function lines(measure, point, { realised, estimated, limits }, i) {
  const truth = realised[i];
  const guess = estimated[i];
  const told = [measureName(measure)];
  const value = (one) => (one.value === undefined ? (one.why ?? 'not known').replaceAll('_', ' ') : figure(one.value));
  const spread = (one) => (one.standardError ? ` ± ${figure(one.standardError)}` : '');
  told.push(truth ? `realised ${value(truth)}${spread(truth)}` : 'realised: too few labels');
  if (guess) told.push(`estimated ${value(guess)}${spread(guess)}`);
  if (truth?.value !== undefined && guess?.value !== undefined) {
    told.push(`estimate off by ${figure(guess.value - truth.value)}`);
  }
  if (limits[i]?.threshold !== undefined) told.push(`held against ${figure(limits[i].threshold)}`);
  if (limits[i]?.reference !== undefined) told.push(`reference ${figure(limits[i].reference)}`);
  return [...told, span(point.window), labels(point)];
}

function labels(point) {
  const revision = point.realised?.revision > 1 ? `, revision ${point.realised.revision}` : '';
  const last = point.last ? ', no more can come' : '';
  return `${count(point.labelled)} of ${count(point.predicted)} labelled${last}${revision}, version ${point.version}`;
}

/** How far the estimates of one measure were above what came true; below 0 they were too low. */
export function errorChart(measure, points, width) {
  const values = valuesOf(points, measure);
  const errors = points.map((_, i) => {
    const [truth, guess] = [values.realised[i]?.value, values.estimated[i]?.value];
    return truth === undefined || guess === undefined ? undefined : guess - truth;
  });
  const far = Math.max(1e-9, ...errors.map((one) => Math.abs(one ?? 0))) * 1.15;
  const place = slots(points, width - LEFT - 10);
  const x = (i) => LEFT + place.lefts[i] + place.step / 2;
  const y = (value) => BASE - ((value + far) / (2 * far)) * (BASE - TOP);
  const tick = step(far * 1.5);
  const drawing = frame(points, place, width, `Error of the estimate of ${measureName(measure)}`);
  drawing.append(...[-tick, 0, tick].flatMap((at) => [
    svg('line', { x1: LEFT, x2: width - 6, y1: y(at), y2: y(at), class: at === 0 ? 'grid zero' : 'grid' }),
    svg('text', { x: LEFT - 6, y: y(at) + 4, class: 'axis' }, figure(Number(at.toPrecision(6)))),
  ]), path(errors, x, y, 'estimate'));
  return pointed(drawing, place, (i) => lines(measure, points[i], values, i), x);
}

/** How many of each window's predictions have their label. */
export function barChart(points, width) {
  const place = slots(points, width - LEFT - 10);
  const x = (i) => LEFT + place.lefts[i] + place.step / 2;
  const y = (share) => BASE - share * (BASE - TOP);
  const drawing = frame(points, place, width, 'Labels known');
  drawing.append(...[0, 0.5, 1].flatMap((tick) => [
    svg('line', { x1: LEFT, x2: width - 6, y1: y(tick), y2: y(tick), class: 'grid' }),
    svg('text', { x: LEFT - 6, y: y(tick) + 4, class: 'axis' }, percent(tick)),
  ]), ...points.map((one, i) => svg('rect', {
    x: LEFT + place.lefts[i], y: y(one.coverage ?? 0), width: Math.max(1, place.step - 1),
    height: Math.max(0, BASE - y(one.coverage ?? 0)), class: one.last ? 'coverage last' : 'coverage',
  })));
  return pointed(drawing, place, (i) => [
    `${percent(points[i].coverage ?? 0)} of the labels known`, span(points[i].window), labels(points[i])], x);
}
