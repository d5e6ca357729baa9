/** Sends a request to the API, relative to the page. An error status becomes an error with the text of the API. */
async function request(path, options) {
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

const TIMEOUT_MILLIS = 10_000;

/** Fails after ten seconds instead of waiting longer. */
export const get = (path) => request(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) });

/** The answer in another format than JSON. */
export async function getAs(path, format) {
  const answer = await fetch(`api/${path}`, { credentials: 'same-origin', headers: { Accept: format }, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
  if (!answer.ok) {
    throw new Error(`The server answered ${answer.status}.`);
  }
  return answer.text();
}

const change = (method) => (path, body) => request(path, {
  method,
  headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'dashboard' },
  body: JSON.stringify(body),
});

export const post = change('POST');
export const put = change('PUT');
export const remove = change('DELETE');
