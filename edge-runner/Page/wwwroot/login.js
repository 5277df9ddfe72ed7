// The door for those who are not at Arbit's own machine.
import { post } from './js/wish.js';

const form = document.getElementById('login');
const answer = document.getElementById('answer');

form.addEventListener('submit', async event => {
  event.preventDefault();
  answer.textContent = await post('/login', { token: form.token.value });
  if (answer.textContent === 'Welcome.') location.replace('/');
});
