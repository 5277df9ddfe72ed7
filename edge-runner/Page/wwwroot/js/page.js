// What is shown, and by which panel. Each panel takes the whole snapshot and knows its own part of the page.

import { follow } from './stream.js';
import { showLink, noteSnapshot } from './panels/link.js';
import { showMasthead } from './panels/masthead.js';
import { showTrading } from './panels/trading.js';
import { showStops } from './panels/stops.js';
import { showApprovals } from './panels/approvals.js';
import { showMode } from './panels/mode.js';
import { showFuel } from './panels/fuel.js';
import { showFigures } from './panels/figures.js';
import { showCurve } from './panels/curve.js';
import { showOpportunities } from './panels/opportunities.js';
import { showRefusals } from './panels/refusals.js';
import { showVenues } from './panels/venues.js';
import { showBooks } from './panels/books.js';
import { showSpreads } from './panels/spreads.js';
import { showScanner } from './panels/scanner.js';
import { showCycles } from './panels/cycles.js';
import { showMeasures } from './panels/measures.js';
import { showInventory } from './panels/inventory.js';
import { showWorkflows } from './panels/workflows.js';
import { showResiduals } from './panels/residuals.js';
import { showHealth } from './panels/health.js';

const panels = [
  noteSnapshot, showMasthead, showTrading, showFigures, showCurve, showOpportunities, showRefusals, showVenues, showBooks,
  showSpreads, showScanner, showCycles, showMeasures, showInventory, showResiduals, showHealth, showStops, showApprovals, showMode,
  showFuel, showWorkflows,
];

follow('/api/events', state => panels.forEach(show => show(state)), showLink);
