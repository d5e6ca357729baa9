/** Sends a request to the API, relative to the page. An error status becomes an error with the text of the API. */
async function request(path, options) {
  const answer = await fetch(`api/${path}`, { credentials: 'same-origin', ...options });
  const text = await answer.text();
  if (!answer.ok) {
    const problem = json(text);
    const error = new Error(problem?.detail ?? problem?.title ?? `The server answered ${answer.status}.`);
    error.status = answer.status;
    throw error;
  }
  return text;
}

function json(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const TIMEOUT_MILLIS = 10_000;

/** Fails after ten seconds instead of waiting longer. */
export const get = async (path) => json(await request(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) }));

/** The text of the answer in another format than JSON. Fails after ten seconds, too. */
export const getAs = (path, format) => request(path, { headers: { Accept: format }, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });

const change = (method) => async (path, body) => json(await request(path, {
  method,
  headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'dashboard' },
  body: JSON.stringify(body),
}));

export const post = change('POST');
export const put = change('PUT');
export const remove = change('DELETE');
