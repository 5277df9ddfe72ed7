// The question before anything is changed: what will happen, and, where it is kept, why it is wanted.

import { byId, setData, setText } from '../dom.js';

const dialog = byId('ask');
const confirm = byId('ask-confirm');
const cancel = byId('ask-cancel');
const answer = byId('ask-answer');
const why = byId('ask-why');
const reason = byId('ask-reason');
let asked = null;

/** A question is { heading, consequence, confirm, tone, leave?, wantsReason?, send(reason) }; send answers with a sentence. */
export function ask(question) {
  asked = question;
  setText(byId('ask-heading'), question.heading);
  setText(byId('ask-consequence'), question.consequence);
  setText(confirm, question.confirm);
  setData(confirm, 'tone', question.tone);
  setText(cancel, question.leave ?? 'Leave it as it is');
  setText(answer, '');
  why.hidden = !question.wantsReason;
  reason.value = '';
  confirm.hidden = false;
  confirm.disabled = false;
  dialog.showModal();
}

/** A button that asks before it does anything: it ends in an ellipsis. */
export function asking(button, question) {
  button.type = 'button';
  button.addEventListener('click', () => ask(question()));
  return button;
}

async function send() {
  confirm.disabled = true;
  setText(answer, 'Asking Arbit …');
  setText(answer, await asked.send(reason.value));
  confirm.hidden = true;
  setText(cancel, 'Close');
  cancel.focus();
}

byId('ask-form').addEventListener('submit', event => {
  event.preventDefault();
  send();
});
cancel.addEventListener('click', () => dialog.close());
