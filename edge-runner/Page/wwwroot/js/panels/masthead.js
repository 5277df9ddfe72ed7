// What runs, and how much of it is real.

import { byId, setText } from '../dom.js';
import { duration, signedUsd, words } from '../format.js';

const feeds = { simulated: 'Simulated feed', recorded: 'Recorded feed', live: 'Live feed' };

export function showMasthead({ program, mode, epoch, pnl, trading }) {
  setText(byId('build'), program.build.toUpperCase());
  setText(byId('feed'), feeds[program.feed] ?? program.feed);
  setText(byId('mode'), `${mode} mode, ${epoch > 0 ? `flip ${epoch}` : 'as configured'}`);
  byId('testnet').hidden = !program.testnet;
  setText(byId('uptime'), duration(program.uptimeSeconds));
  setText(byId('run-epoch'), String(program.runEpoch));
  setText(byId('version'), program.version);
  showSimulated(program);
  document.title = `${signedUsd(pnl.sessionNet)} · ${words(trading.state)} · ${program.name}`;
}

function showSimulated({ simulated, feed }) {
  const notice = byId('simulated');
  notice.hidden = !simulated;
  setText(notice, feed === 'simulated'
    ? 'Everything here is simulated: the venues, their prices and every fill are made on this machine. No real money moves.'
    : 'Prices are the venues’ own; every fill, balance and profit is simulated. No real money moves.');
}
