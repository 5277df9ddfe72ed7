// The line to Arbit. The browser reconnects a broken event stream by itself; what it does not do is notice a line that has
// gone silent, or try again after an answer that was no stream. Both are done here.

const silenceMs = 10_000;
const retryMs = 2_000;

/** Calls onState with each snapshot, and onLink with null while the line lives or with the time of the last sign of life. */
export function follow(url, onState, onLink) {
  let source = null;
  let heardAt = Date.now();
  let lost = false;
  let retry = 0;

  function heard() {
    heardAt = Date.now();
    lost = false;
    onLink(null);
  }

  function open() {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(url);
    source.addEventListener('state', event => {
      onState(JSON.parse(event.data));
      heard();
    });
    source.addEventListener('heartbeat', heard);
    source.addEventListener('error', () => {
      lose();
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, retryMs);
    });
  }

  function lose() {
    lost = true;
    onLink(new Date(heardAt));
  }

  setInterval(() => {
    if (lost) lose();
    else if (Date.now() - heardAt > silenceMs) {
      lose();
      open();
    }
  }, 1000);
  open();
}
