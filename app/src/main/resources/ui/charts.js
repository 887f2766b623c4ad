// Drawings over windows: every drawing gives each window one slot, so that they can be read together.

import { el, hideTip, showTip, svg } from './dom.js';
import {
  STATES, clock, columnName, count, day, figure, measureName, moment, percent, plural, reason, shortDay, span,
} from './words.js';

const LABELS = 168;
const ROW = 20;
const TOP = 34;
const BARS = 46;

/** Where each window stands: a gap in time leaves half a slot free. */
export function slots(windows, width, least = 0, most = Infinity) {
  const gaps = windows.map((one, i) =>
    i > 0 && Date.parse(one.window.start) > Date.parse(windows[i - 1].window.end) ? 0.5 : 0);
  const total = windows.length + gaps.reduce((sum, gap) => sum + gap, 0);
  const step = Math.min(most, Math.max(least, width / Math.max(1, total)));
  let at = 0;
  const lefts = windows.map((_, i) => {
    at += gaps[i] * step;
    const left = at;
    at += step;
    return left;
  });
  return { lefts, step, width: at };
}

/** As many labels of time as there is room for: the day where it changes, else the hour. */
export function timeLabels(windows, place, y) {
  const labels = [];
  let free = 0;
  windows.forEach((one, i) => {
    const x = place.lefts[i];
    const newDay = i === 0 || windows[i - 1].window.start.slice(0, 10) !== one.window.start.slice(0, 10);
    const text = newDay ? (i === 0 ? day : shortDay)(one.window.start) : clock(one.window.start);
    const room = text.length * 6.8;
    if (x < free || x + room > place.width + 2) return;
    if (!newDay && !one.window.start.endsWith(':00:00Z')) return;
    // An hour must not take the place of the day that follows it.
    const next = windows.findIndex((other, j) =>
      j > i && other.window.start.slice(0, 10) !== one.window.start.slice(0, 10));
    if (!newDay && next > 0 && place.lefts[next] < x + room + 10) return;
    free = x + room + 10;
    labels.push(svg('text', { x, y, class: newDay ? 'tick day' : 'tick' }, text));
  });
  return labels;
}

/** A line where another version begins. */
export function versionMarks(windows, place, height) {
  return windows.flatMap((one, i) => {
    if (i === 0 || windows[i - 1].version === one.version) return [];
    const x = place.lefts[i] - 0.5;
    const text = `version ${one.version}`;
    const turned = x + text.length * 6.4 > place.width;
    return [
      svg('line', { x1: x, x2: x, y1: 4, y2: height, class: 'version' }),
      svg('text', { x: turned ? x - 4 : x + 4, y: 12, class: turned ? 'version turned' : 'version' },
        text),
    ];
  });
}

function cellClass(cell) {
  return `cell ${cell.state.toLowerCase()}`;
}

/** 0 is nothing, 1 is at the threshold; drifted cells go on from 0 at it to 1 at twenty times it. */
function heat(cell) {
  if (!(cell.value > 0) || !(cell.threshold > 0)) return cell.state === 'DRIFTED' ? 0.5 : 0;
  const ratio = cell.value / cell.threshold;
  if (cell.state !== 'DRIFTED') return Math.min(1, ratio);
  return Math.min(1, Math.max(0, Math.log(ratio) / Math.log(20)));
}

function windowLines(one) {
  const revised = one.revision > 1 ? `, revision ${one.revision}` : '';
  return [span(one.window), `${plural(one.rows, 'row')}, version ${one.version}${revised}`];
}

function windowState(one) {
  return STATES[one.state].word + (one.state === 'UNKNOWN' ? `: ${reason(one.reason)}` : '');
}

function cellLines(column, cell, one, measure) {
  const [when, what] = windowLines(one);
  const state = STATES[cell.state].word + (cell.state === 'UNKNOWN' ? `: ${reason(one.reason)}` : '');
  const far = cell.value === undefined ? []
    : [`${measureName(measure).toLowerCase()} ${figure(cell.value)}`
      + (cell.threshold === undefined ? '' : ` (threshold ${figure(cell.threshold)})`)];
  const missing = cell.missing ? [`${plural(cell.missing, 'row')} missing`] : [];
  const began = cell.since ? [`since ${moment(cell.since)}`] : [];
  const part = cell.part === undefined ? [] : [`${percent(cell.part)} of the drift`];
  return [`${columnName(column.column, column.kind)}: ${state}`, when, ...began, ...part, ...far, ...missing, what];
}

/** Follows the pointer over slots, and tells which one it is over; -1 when it leaves. */
export function follow(target, place, left, onSlot) {
  target.addEventListener('pointermove', (event) => {
    const x = event.clientX - target.getBoundingClientRect().left - left;
    onSlot(place.lefts.findIndex((at) => x >= at && x < at + place.step), event);
  });
  target.addEventListener('pointerleave', () => onSlot(-1));
}

/**
 * Columns by windows, with the verdict of each window above, rows per window and alerts below.
 *
 * @param shown {windows, columns, measure, alerts, selected, window, width}
 * @param on {column, window}: told of the column, or of the column and window, that was chosen
 */
export function heatMap(shown, on) {
  const { windows, columns, alerts } = shown;
  const place = slots(windows, shown.width - LABELS - 4, 7, 34);
  const bottom = TOP + (columns.length + 1) * ROW + 4;
  const bars = bottom + BARS;
  const height = bars + alerts.length * 14 + 8;
  const grid = svg('g', { transform: `translate(${LABELS} 0)` });
  grid.append(...timeLabels(windows, place, TOP - 8), ...versionMarks(windows, place, height));

  windows.forEach((one, i) => grid.append(svg('rect', {
    x: place.lefts[i], y: TOP, width: place.step - 1, height: ROW - 6, rx: 2,
    class: `verdict ${one.state.toLowerCase()}`,
  })));
  windows.forEach((one, i) => {
    // Where nothing could be said of the window there are no cells; a blank would look like none.
    if (one.state === 'UNKNOWN' && columns.every((column) => column.cells[i] === null)) {
      grid.append(svg('rect', {
        x: place.lefts[i], y: TOP + ROW, width: place.step - 1, height: columns.length * ROW - 2, rx: 2,
        class: 'cell unknown',
      }));
    }
  });
  columns.forEach((column, row) => column.cells.forEach((cell, i) => {
    if (cell === null) return;
    grid.append(svg('rect', {
      x: place.lefts[i], y: TOP + (row + 1) * ROW, width: place.step - 1, height: ROW - 2, rx: 2,
      class: cellClass(cell), '--heat': `${Math.round(heat(cell) * 100)}%`,
    }));
  }));

  const most = Math.max(1, ...windows.map((one) => one.rows));
  windows.forEach((one, i) => {
    const tall = Math.max(1, (one.rows / most) * (BARS - 14));
    grid.append(svg('rect', {
      x: place.lefts[i], y: bars - 4 - tall, width: place.step - 1, height: tall, class: 'rows',
    }));
  });
  alerts.forEach((alert, i) => grid.append(...alertBar(alert, windows, place, bars + 4 + i * 14)));

  const frame = (kind) => svg('rect', {
    y: TOP - 3, width: place.step - 1, height: bars - TOP, class: kind, visibility: 'hidden',
  });
  const picked = windows.findIndex((one) => one.id === shown.window);
  const chosen = frame('marker chosen');
  if (picked >= 0) {
    chosen.setAttribute('x', place.lefts[picked]);
    chosen.setAttribute('visibility', 'visible');
  }
  const marker = frame('marker');
  grid.append(chosen, marker);
  const drawing = svg('svg', {
    width: LABELS + place.width + 2, height, role: 'img',
    'aria-label': `${plural(columns.length, 'column')} over ${plural(windows.length, 'window')}`,
  }, pattern(), grid, leftLabels(shown, most, bottom, bars));

  follow(drawing, place, LABELS, (i, event) => {
    marker.setAttribute('visibility', i < 0 ? 'hidden' : 'visible');
    if (i < 0) return hideTip();
    marker.setAttribute('x', place.lefts[i]);
    const y = event.clientY - drawing.getBoundingClientRect().top;
    const row = Math.floor((y - TOP) / ROW) - 1;
    const cell = columns[row]?.cells[i];
    const lines = cell ? cellLines(columns[row], cell, windows[i], shown.measure)
      : [windowState(windows[i]), ...windowLines(windows[i])];
    return showTip(lines, event.clientX, event.clientY);
  });
  drawing.addEventListener('click', (event) => {
    const box = drawing.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top - TOP) / ROW) - 1;
    const x = event.clientX - box.left - LABELS;
    const i = place.lefts.findIndex((at) => x >= at && x < at + place.step);
    if (i >= 0) on.window(windows[i].id, columns[row]?.column);
    else if (columns[row]) on.column(columns[row].column);
  });
  return el('div', { class: 'heatmap' },
    el('div', { class: 'names', '--top': `${TOP + ROW}px` },
      columns.map((column) => el('button', {
        type: 'button', 'data-key': `column ${column.column}`, title: columnName(column.column, column.kind),
        'aria-pressed': String(column.column === shown.selected),
        class: column.cells.at(-1)?.state === 'DRIFTED' ? 'drifted' : null,
        onclick: () => on.column(column.column),
      }, columnName(column.column, column.kind)))),
    atEnd(el('div', { class: 'scroll' }, drawing)));
}

/** Where not all fits, the newest windows are shown first. */
function atEnd(box) {
  requestAnimationFrame(() => {
    box.scrollLeft = box.scrollWidth;
  });
  return box;
}

function leftLabels(shown, most, bottom, bars) {
  const label = (y, text) => svg('text', { x: LABELS - 8, y, class: 'axis' }, text);
  return svg('g', {},
    label(TOP + 11, 'all columns'),
    label(bottom + 18, 'rows per window'),
    label(bottom + 32, `at most ${count(most)}`),
    shown.alerts.map((alert, i) => label(bars + 13 + i * 14, `alert ${alert.state.toLowerCase()}`)));
}

function alertBar(alert, windows, place, y) {
  const starts = Date.parse(alert.startsAt ?? alert.lastWindowStart);
  const ends = alert.endsAt ? Date.parse(alert.endsAt) : Infinity;
  const inside = windows.flatMap((one, i) =>
    Date.parse(one.window.start) >= starts && Date.parse(one.window.start) < ends ? [i] : []);
  if (inside.length === 0) return [];
  const left = place.lefts[inside[0]];
  const right = place.lefts[inside.at(-1)] + place.step - 1;
  return [svg('rect', {
    x: left, y, width: right - left, height: 10, rx: 5, class: `alert ${alert.state.toLowerCase()}`,
  })];
}

/** Hatching, so that "nothing can be said" looks like no colour at all. */
function pattern() {
  return svg('defs', {}, svg('pattern', {
    id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)',
  }, svg('rect', { width: 5, height: 5, class: 'hatch-ground' }),
  svg('rect', { width: 2, height: 5, class: 'hatch-line' })));
}

/** One measure of one column through time, with what it is held against. */
export function lineChart(measure, points, width) {
  const height = 148;
  const left = 44;
  const top = 18;
  const base = height - 20;
  const place = slots(points, width - left - 10);
  const found = points.map((point) => point.measures[measure]);
  const values = found.flatMap((one) => (one ? [one.value, one.threshold ?? 0] : []));
  const most = Math.max(1e-9, ...values) * 1.12;
  const y = (value) => base - (Math.max(0, value) / most) * (base - top);
  const x = (i) => left + place.lefts[i] + place.step / 2;
  const ticks = niceTicks(most);
  const dot = (one, i) => one && svg('circle', {
    cx: x(i), cy: y(one.value), r: points[i].state === 'DRIFTED' ? 3 : 2,
    class: `dot ${points[i].state.toLowerCase()}`,
  });
  const marker = svg('line', { y1: top, y2: base, class: 'marker' });
  marker.setAttribute('visibility', 'hidden');
  const drawing = svg('svg', { width, height, role: 'img', 'aria-label': measureName(measure) },
    ticks.map((tick) => [
      svg('line', { x1: left, x2: width - 6, y1: y(tick), y2: y(tick), class: 'grid' }),
      svg('text', { x: left - 6, y: y(tick) + 4, class: 'axis' }, figure(tick)),
    ]).flat(),
    svg('g', { transform: `translate(${left} 0)` }, timeLabels(points, place, height - 5)),
    path(found.map((one) => one?.threshold), x, y, 'threshold'),
    path(found.map((one) => one?.value), x, y, 'value'),
    found.map(dot), marker);
  follow(drawing, place, left, (i, event) => {
    marker.setAttribute('visibility', i < 0 ? 'hidden' : 'visible');
    if (i < 0) return hideTip();
    marker.setAttribute('x1', x(i));
    marker.setAttribute('x2', x(i));
    return showTip(pointLines(measure, points[i]), event.clientX, event.clientY);
  });
  return drawing;
}

function pointLines(measure, point) {
  const one = point.measures[measure];
  const lines = [one ? `${measureName(measure)} ${figure(one.value)}` : 'Nothing could be said'];
  if (one?.threshold !== undefined) lines.push(`held against ${figure(one.threshold)}`);
  if (one?.pValue !== undefined) lines.push(`p ${figure(one.pValue)}`);
  const revised = point.revision > 1 ? `, revision ${point.revision}` : '';
  lines.push(span(point.window), `${plural(point.rows, 'row')}, version ${point.version}${revised}`);
  return point.why ? [...lines, point.why] : lines;
}

/** Joins neighbours that both have a value. */
export function path(values, x, y, kind) {
  let text = '';
  values.forEach((value, i) => {
    if (value === undefined) return;
    text += `${i > 0 && values[i - 1] !== undefined ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    if (values[i - 1] === undefined && values[i + 1] === undefined) text += 'h0.01';
  });
  return svg('path', { d: text, class: kind });
}

export function niceTicks(most) {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const ticks = [];
  for (let tick = 0; tick <= most; tick += step) ticks.push(tick);
  return ticks;
}
