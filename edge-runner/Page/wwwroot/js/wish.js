// What a person asks of Arbit, and its answer as a sentence.

/** At Arbit's own machine anybody may ask, elsewhere who came in with the token; others would only be refused. */
export const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname) || document.cookie.split('; ').includes('arbit-in=1');

/** Always a sentence, also where nothing answered. */
export async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()).message;
  } catch {
    return 'Arbit did not answer. Whether it was done is not known: look at the state before you ask again.';
  }
}
