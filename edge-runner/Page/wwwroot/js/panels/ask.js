// The question before trading is stopped or started: what will happen, and why it is wanted.

import { byId, setData, setText } from '../dom.js';

const questions = {
  pause: {
    heading: 'Pause trading?',
    consequence: 'Nothing new starts. Cycles that are under way, and what broken trades left open, are managed to their end. Trading starts again when a person resumes it.',
    confirm: 'Pause trading', tone: 'care',
  },
  halt: {
    heading: 'Halt everything?',
    consequence: 'From now on no order is sent at all, not even one that would close what is open: open exposure stays open. Trading starts again only when a person resumes it.',
    confirm: 'Halt everything', tone: 'bad',
  },
  resume: {
    heading: 'Resume trading?',
    consequence: 'Arbit trades again at once, with the limits it is configured with. What is open is settled first.',
    confirm: 'Resume trading', tone: 'good',
  },
};

const dialog = byId('ask');
const confirm = byId('ask-confirm');
const cancel = byId('ask-cancel');
const answer = byId('ask-answer');
let action = null;

export function ask(wanted) {
  action = wanted;
  const question = questions[wanted];
  setText(byId('ask-heading'), question.heading);
  setText(byId('ask-consequence'), question.consequence);
  setText(confirm, question.confirm);
  setData(confirm, 'tone', question.tone);
  setText(cancel, 'Leave it as it is');
  setText(answer, '');
  byId('ask-reason').value = '';
  confirm.hidden = false;
  confirm.disabled = false;
  dialog.showModal();
}

async function send() {
  confirm.disabled = true;
  setText(answer, 'Asking Arbit …');
  setText(answer, await request(action, byId('ask-reason').value));
  confirm.hidden = true;
  setText(cancel, 'Close');
  cancel.focus();
}

async function request(action, reason) {
  try {
    const response = await fetch('/api/trading', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action, reason }),
    });
    return (await response.json()).message;
  } catch {
    return 'Arbit did not answer. Whether it was done is not known: look at the state above before you ask again.';
  }
}

byId('ask-form').addEventListener('submit', event => {
  event.preventDefault();
  send();
});
cancel.addEventListener('click', () => dialog.close());
