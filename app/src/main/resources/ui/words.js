// How numbers, times and states read. All times are UTC, and say so.

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric',
});
const COUNT = new Intl.NumberFormat('en-GB');

const UNKNOWN = {
  TOO_FEW_ROWS: 'too few rows to say anything',
  TOO_FEW_LABELS: 'too few labels have come',
  NO_REFERENCE: 'there is no reference to compare with',
  INCOMPLETE: 'part of the window could not be counted',
  UNDECIDED: 'a limit lies within what is not known exactly',
  NO_VERDICTS: 'no window has closed yet',
};

export const STATES = {
  DRIFTED: { word: 'Drifted', sign: '▲' },
  FAILED: { word: 'Failed', sign: '✕' },
  UNKNOWN: { word: 'Unknown', sign: '?' },
  OK: { word: 'OK', sign: '●' },
};

const MEASURES = {
  effect: 'Effect',
  evidence: 'Evidence',
  ks: 'Kolmogorov–Smirnov',
  jensen_shannon: 'Jensen–Shannon',
  psi: 'Population stability',
  kl: 'Kullback–Leibler',
  g: 'G',
  g_gof: 'G, goodness of fit',
  z: 'Two proportions, z',
  t: 'Student’s t',
  l_infinity: 'Largest difference of a share',
  cramer_von_mises: 'Cramér–von Mises',
  anderson_darling: 'Anderson–Darling',
  mann_whitney: 'Mann–Whitney',
  chi_square: 'Chi-square',
  wasserstein_normalised: 'Wasserstein, in deviations',
  pca_reconstruction: 'Reconstruction error',
  mean_distance: 'Distance of the mean vectors',
  mmd: 'Mean discrepancy (MMD)',
  concordance: 'Largest change of a pair',
  roc_auc: 'ROC AUC',
  f1: 'F1',
  f0_5: 'F0.5',
  f2: 'F2',
  mcc: 'Matthews correlation',
  cohen_kappa: 'Cohen’s kappa',
  score_ks: 'KS of scores',
  log_loss: 'Log loss',
  brier: 'Brier score',
  mae: 'Mean absolute error',
  mse: 'Mean squared error',
  rmse: 'Root mean squared error',
  mape: 'MAPE',
  smape: 'sMAPE',
  msle: 'MSLE',
  rmsle: 'RMSLE',
  r2: 'R²',
  ndcg: 'NDCG',
  map: 'MAP',
  mrr: 'MRR',
};

// What of a value is counted where a column has several, after the colon of its name.
const FACETS = {
  tokens: 'tokens',
  unseen: 'new tokens',
  letters: 'letters',
  digits: 'digits',
  punctuation: 'punctuation',
  whitespace: 'spaces',
  other: 'other signs',
  similarity: 'direction',
  hour: 'hour of the day',
  weekday: 'day of the week',
};
const FIRST_FACET = { TEXT: 'length', EMBEDDING: 'norm', TIMESTAMP: 'time' };
const JOINT = '__joint__';

/** A measure by its key. */
export function measureName(key) {
  const [, id, place = ''] = /^([a-z0-9_]+)(.*)$/s.exec(key) ?? [null, key];
  if (place) return `${measureName(id)} ${place}`;
  const plain = key.replaceAll('_', ' ');
  return MEASURES[key] ?? plain[0].toUpperCase() + plain.slice(1);
}

/** A column as a person would name it: "review · new tokens", "columns together". */
export function columnName(name, kind) {
  if (name === JOINT) return 'columns together';
  const at = name.lastIndexOf(':');
  const facet = at < 0 ? undefined : FACETS[name.slice(at + 1)];
  if (facet) return `${name.slice(0, at)} · ${facet}`;
  return FIRST_FACET[kind] ? `${name} · ${FIRST_FACET[kind]}` : name;
}

/** The column itself, without what is counted of it. */
export const wholeColumn = (name) => (name === JOINT ? columnName(name) : name.replace(/:[a-z]+$/, ''));

/** A share as whole percents: "38 %", "< 1 %". */
export function percent(share) {
  if (share > 0 && share < 0.005) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

/** Why nothing can be said. */
export const reason = (name) => UNKNOWN[name] ?? name.toLowerCase().replaceAll('_', ' ');

export const count = (number) => COUNT.format(number);

/** "1 column", "2 columns". */
export const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/** Three significant digits, without an exponent where it can be helped. */
export function figure(number) {
  if (number === undefined) return '–';
  const size = Math.abs(number);
  if (size !== 0 && (size < 0.0005 || size >= 1e6)) return number.toExponential(1);
  return String(Number(number.toPrecision(3)));
}

/** A day, with its year where that is not the present one. */
export function day(instant) {
  const date = new Date(instant);
  const format = date.getUTCFullYear() === new Date().getUTCFullYear() ? DAY : DAY_AND_YEAR;
  return format.format(date);
}

/** A day without its year. */
export const shortDay = (instant) => DAY.format(new Date(instant));

export const clock = (instant) => new Date(instant).toISOString().slice(11, 16);

export const moment = (instant) => `${day(instant)} ${clock(instant)} UTC`;

/** "5 Mar 02:00–03:00 UTC". */
export function span(window) {
  const whole = clock(window.start) === '00:00' && clock(window.end) === '00:00';
  const length = Date.parse(window.end) - Date.parse(window.start);
  if (whole && length === 86_400_000) return day(window.start);
  const sameDay = window.start.slice(0, 10) === window.end.slice(0, 10) || length <= 86_400_000;
  return sameDay
    ? `${day(window.start)} ${clock(window.start)}–${clock(window.end)} UTC`
    : `${moment(window.start)} – ${moment(window.end)}`;
}

/** "3 h", "2 d 4 h": the two largest units. */
export function lasting(millis) {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1_000]];
  const parts = [];
  let left = Math.max(0, millis);
  for (const [unit, size] of units) {
    const whole = Math.floor(left / size);
    left -= whole * size;
    if (whole > 0) parts.push(`${whole} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : 'less than a second';
}

/** "PT1H" as "1 h". */
export function length(iso) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (!match) return iso;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map((part) => part ?? 0);
  return lasting(((+days * 24 + +hours) * 60 + +minutes) * 60_000 + +seconds * 1_000);
}
