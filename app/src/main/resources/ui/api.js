// The only place that talks to the server.

/** An answer of the API, or an error whose message a person can read. */
export async function ask(path) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json' } });
  } catch {
    throw new Error('the server does not answer');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    const error = new Error(body.detail ?? `the server answered ${response.status}`);
    error.status = response.status;
    throw error;
  }
  return body;
}

/** A path under v1/models with what the user has chosen; what is undefined is left out. */
export function modelPath(model, rest, chosen) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    if (value !== undefined) query.set(name, value);
  }
  const text = query.toString();
  return `v1/models/${encodeURIComponent(model)}${rest}${text ? `?${text}` : ''}`;
}
