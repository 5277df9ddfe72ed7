// What a person asks of Arbit, and its answer as a sentence.

/** Only Arbit's own machine may ask; elsewhere the buttons would only be refused. */
export const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

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
