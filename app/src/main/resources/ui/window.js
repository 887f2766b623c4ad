// One window: what was concluded of each column, and of each constraint on its rows.

import { el } from './dom.js';
import { badge, columnsTable } from './views.js';
import { count, plural, reason, span } from './words.js';

const RANK = { DRIFTED: 0, FAILED: 0, UNKNOWN: 1, OK: 2 };

/** Drifted ones first, by their part; then those of which nothing can be said, then the calm ones. */
function ordered(columns) {
  return [...columns].sort((a, b) => RANK[a.state] - RANK[b.state] || (b.part ?? 0) - (a.part ?? 0));
}

/**
 * The window that was picked.
 *
 * @param picked {verdict, quality}, or null for none
 * @param on {column, close}
 */
export function windowSection(picked, on) {
  if (!picked) return null;
  const { verdict, quality } = picked;
  const revised = verdict.revision > 1 ? `, revision ${verdict.revision}` : '';
  const why = verdict.state === 'UNKNOWN' ? ` Nothing can be said: ${reason(verdict.reason)}.` : '';
  return el('section', { class: 'window' },
    el('button', { type: 'button', class: 'link close', 'data-key': 'close', onclick: on.close }, 'Close'),
    el('h3', {}, `Window ${span(verdict.window)} `, badge(verdict.state)),
    el('p', { class: 'quiet' }, `${plural(verdict.rows, 'row')} of ${verdict.segment || 'all'}, `
      + `version ${verdict.version}${revised}.${why}`),
    verdict.columns.length > 0 ? columnsTable(ordered(verdict.columns), { column: on.column }) : null,
    quality ? constraints(quality) : null);
}

function constraints(quality) {
  const sorted = [...quality.constraints].sort((a, b) => RANK[a.state] - RANK[b.state]);
  return el('div', {},
    el('h4', {}, 'Quality of its rows ', badge(quality.state)),
    el('div', { class: 'scroll' }, el('table', {},
      el('thead', {}, el('tr', {}, ['Column', 'State', 'Constraint', 'Rows judged']
        .map((text) => el('th', {}, text)))),
      el('tbody', {}, sorted.map((one) => el('tr', {},
        el('td', {}, one.column || 'all rows'),
        el('td', {}, badge(one.state)),
        el('td', { class: 'why' }, one.why),
        el('td', {}, count(one.rows))))))));
}
