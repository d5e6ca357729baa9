/** Asks the API, whose address is beside the page's. What it refuses becomes an error with the API's own words. */
async function ask(path, options) {
  const answer = await fetch(`api/${path}`, { credentials: 'same-origin', ...options });
  const text = await answer.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (!answer.ok) {
    const error = new Error(body?.detail ?? body?.title ?? `The server answered ${answer.status}.`);
    error.status = answer.status;
    throw error;
  }
  return body;
}

const PATIENCE_MILLIS = 10_000;

/** Whoever has waited so long is better told. */
export const get = (path) => ask(path, { signal: AbortSignal.timeout(PATIENCE_MILLIS) });

const change = (method) => (path, body) => ask(path, {
  method,
  headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'dashboard' },
  body: JSON.stringify(body),
});

export const post = change('POST');
export const put = change('PUT');
export const remove = change('DELETE');
