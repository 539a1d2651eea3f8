'use strict';
// The page keeps nothing of its own: what it shows is what the server has read from the calls' memory and from /proc.

const token = document.querySelector('meta[name="lab-token"]').content;
const byId = id => document.getElementById(id);
let session = null; // its id, once the server has opened it
let refusal = null; // why there is none
let shown = null;

async function ask(method, path, body) {
  const response = await fetch('/api/' + path, {
    method,
    headers: {'X-Lab-Token': token, ...(body ? {'Content-Type': 'application/json'} : {})},
    body: body ? JSON.stringify(body) : undefined,
  });
  const answer = await response.json();
  if (answer.refused) {
    throw new Error(answer.refused);
  }
  return answer;
}

function say(text, refused) {
  byId('status').textContent = text;
  byId('status').classList.toggle('refused', Boolean(refused));
}

/** Runs what the learner asked for; a refusal is said and not thrown. */
async function attempt(task) {
  try {
    await task();
  } catch (error) {
    say(error.message, true);
  }
}

// ---- elements

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

function table(head, rows, numbers = []) {
  const cell = name => (content, i) =>
    element(name, {class: numbers.includes(i) ? 'number' : null, 'data-label': name === 'td' ? head[i] : null}, content instanceof Node ? content : String(content));
  return element('div', {class: 'scroll'}, element('table', {},
    element('thead', {}, element('tr', {}, ...head.map(cell('th')))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cell('td')))))));
}

// ---- sockets and panels

const DOES = [
  ['write', 1, 'write 1 B'], ['write', 100, 'write 100 B'], ['read', 1, 'read 1 B'], ['read', 65536, 'read all'],
  ['half-close', 0, 'half-close peer'], ['close-peer', 0, 'close peer'], ['close', 0, 'close'], ['dup', 0, 'dup'],
];

function drawLines(lines, act) {
  if (lines.length === 0) {
    return element('p', {class: 'quiet'}, 'No sockets yet.');
  }
  const closed = fd => fd < 0 ? 'closed' : fd;
  const drawn = table(['socket', 'watched fd', 'duplicates', 'unread bytes (FIONREAD)', 'peer fd', ''], lines.map(line => [
    line.name, closed(line.watched), line.duplicates.join(' ') || '–', line.unread < 0 ? '–' : line.unread, closed(line.peer),
    act === null ? '' : element('span', {}, ...DOES.map(([name, count, label]) =>
      element('button', {type: 'button', 'aria-label': label + ', socket ' + line.name, onclick: () => act(name, line.name, count)}, label))),
  ]));
  drawn.classList.add('sockets');
  return drawn;
}

function drawCells(wait) {
  const bits = wait.unit.startsWith('bit');
  return element('div', {class: bits ? 'cells bits' : 'cells'}, ...wait.cells.map(cell => {
    const classes = 'cell' + (cell.changed ? ' changed' : '') + (bits && cell.after === '1' ? ' on' : '');
    const title = cell.label + ': ' + cell.before + ' before, ' + cell.after + ' after';
    return bits
      ? element('span', {class: classes, title}, element('b', {}, cell.after), cell.label)
      : element('span', {class: classes, title}, cell.label + ' ', cell.changed ? cell.before + ' → ' + cell.after : cell.after);
  }));
}

function drawPanel(panel, step) {
  const wait = panel.last;
  const kept = panel.kept;
  const counter = (name, value) => element('div', {}, element('dt', {}, name), element('dd', {}, String(value)));
  return element('article', {class: 'panel', 'aria-label': panel.mechanism, 'data-mechanism': panel.mechanism},
    element('header', {}, element('h2', {}, panel.mechanism),
      step === null ? null : element('button', {type: 'button', disabled: panel.sleep !== null, 'aria-label': 'Step ' + panel.mechanism, onclick: () => step(panel.mechanism)}, 'Step')),
    element('p', {class: 'call'}, wait === null ? 'Not called yet.' : wait.call),
    wait === null ? null : element('h3', {}, 'In and out: ' + wait.unit + (wait.unit.startsWith('bit') ? ' (words without a bit are left out)' : '') + ', changed is lit'),
    wait === null ? null : drawCells(wait),
    wait === null ? null : element('p', {}, wait.ready.length ? 'Ready: ' + wait.ready.join(', ') : 'Nobody is ready.'),
    element('h3', {}, 'The kernel keeps'),
    kept.entries.length === 0
      ? element('p', {class: 'kept'}, kept.readyListHasEntries === null ? 'nothing' : 'an empty interest list (' + kept.source + ')')
      : element('ul', {class: 'kept'}, ...kept.entries.map(entry => element('li', {}, entry)), element('li', {class: 'quiet'}, 'read from ' + kept.source)),
    kept.readyListHasEntries === null ? null
      : element('p', {class: 'kept'}, 'ready list: ' + (kept.readyListHasEntries ? 'not empty' : 'empty') + ' (poll(2) on the epoll descriptor)'),
    element('h3', {}, 'The thread'),
    element('p', {class: panel.sleep ? 'kept sleeps' : 'kept'}, panel.sleep
      ? 'sleeps in ' + panel.sleep.wchan + ' (/proc/self/task/' + panel.sleep.tid + '/wchan)' : 'is not in a call'),
    element('h3', {}, 'So far (bytes and entries are computed)'),
    element('dl', {class: 'counters'},
      counter('calls', panel.counters.calls), counter('bytes in', panel.counters.bytesIn), counter('bytes out', panel.counters.bytesOut),
      counter('entries you scanned', panel.counters.scanned), counter('wake-ups', panel.counters.wakeUps)));
}

/** A button that had the focus has it again after everything was drawn anew. */
function keepingFocus(draw) {
  const label = document.activeElement && document.activeElement.getAttribute('aria-label');
  draw();
  if (label) {
    const again = [...document.querySelectorAll('main button')].find(button => button.getAttribute('aria-label') === label);
    if (again && !again.disabled) {
      again.focus();
    }
  }
}

/** What has not changed stays: while a thread sleeps the page looks often, and a reader may have marked something. */
function redraw(now, panel) {
  const content = JSON.stringify(panel);
  if (now && now.drawnFrom === content) {
    return;
  }
  const made = drawPanel(panel, step);
  made.drawnFrom = content;
  if (now) {
    now.replaceWith(made);
  } else {
    byId('panels').append(made);
  }
}

/** The session's path, once it is open. */
async function own() {
  await opening;
  if (session === null) {
    throw new Error('this page has no session, ' + refusal + ': load it again');
  }
  return 'sessions/' + session;
}

function show(view) {
  shown = view;
  keepingFocus(() => {
    byId('lines').replaceChildren(drawLines(view.lines, act));
    view.panels.forEach((panel, i) => redraw(byId('panels').children[i], panel));
  });
  byId('eagains').textContent = 'reads that found nothing (EAGAIN): ' + view.eagains;
}

const act = (name, line, count, mechanism = '') => attempt(async () => {
  const view = await ask('POST', await own() + '/actions', {name, line, mechanism, count});
  show(view);
  say(view.done);
});

const step = mechanism => act('step', '', Number(byId('timeout').value), mechanism);

async function stepAll() {
  await own();
  for (const panel of shown.panels) {
    if (panel.sleep === null) {
      await step(panel.mechanism);
    }
  }
}

/** While a thread sleeps the page looks often; else it only says that it is still open. */
async function look() {
  const sleeps = shown !== null && shown.panels.some(panel => panel.sleep !== null);
  await attempt(async () => {
    if (session !== null) {
      const view = await ask('GET', 'sessions/' + session);
      if (sleeps) {
        show(view);
      }
    }
  });
  setTimeout(look, sleeps ? 500 : 10000);
}

async function download() {
  const steps = await ask('GET', await own() + '/recording');
  const text = steps.map(step => JSON.stringify(step) + '\n').join('');
  const link = element('a', {href: URL.createObjectURL(new Blob([text])), download: 'sockeye-lab.jsonl'});
  link.click();
  URL.revokeObjectURL(link.href);
  say('saved ' + steps.length + ' steps');
}

// ---- cost

const MOST = 15000;
const scaled = slider => Math.round(Math.pow(MOST, slider.value / 1000));

function sizes() {
  const n = scaled(byId('n'));
  return {n, active: Math.min(n, scaled(byId('active')))};
}

/** Before anything is measured: what must cross the border, by the calls' definitions. */
function drawCounts() {
  const {n, active} = sizes();
  byId('n-out').textContent = n;
  byId('active-out').textContent = active;
  const set = 8 * Math.ceil(n / 64);
  byId('counts').replaceChildren(table(
    ['computed, for one wait', 'bytes in', 'bytes out', 'entries you scan'],
    [['select, if the numbers are 0 to N−1', set, set, n], ['poll', 8 * n, 2 * n, n], ['epoll', 0, 12 * active, active]], [1, 2, 3]));
}

async function measure() {
  const asked = sizes();
  say('measuring…');
  byId('measure').disabled = true;
  try {
    const result = await ask('POST', 'cost', asked);
    const most = Math.max(...result.figures.map(figure => figure.nanos));
    // A logarithmic bar: 10 ns is its beginning.
    const width = nanos => (100 * Math.log(nanos / 10) / Math.log(most / 10)) + '%';
    const bar = nanos => {
      const drawn = element('i');
      drawn.style.width = width(nanos);
      return element('span', {class: 'bar-cell'}, drawn);
    };
    byId('times').replaceChildren(
      element('p', {class: 'right'}, result.crossover > 0
        ? 'With ' + asked.active + ' ready, at N = ' + result.crossover + ' poll still took no longer than epoll.'
        : 'With ' + asked.active + ' ready, epoll took less than poll at each N measured.'),
      table(['N', 'ready', 'mechanism', 'ns for one wait (measured)', '', 'bytes (computed)', 'entries scanned (computed)'],
        result.figures.map(figure => [figure.n, figure.active, figure.mechanism, Math.round(figure.nanos), bar(figure.nanos), figure.bytes, figure.scanned]),
        [0, 1, 3, 5, 6]));
    say('measured');
  } finally {
    byId('measure').disabled = false;
  }
}

// ---- myths

function drawMyth(myth, number) {
  const outcome = element('div', {'aria-live': 'polite'});
  const name = 'answer-' + myth.name;
  const choices = myth.question.answers.map((answer, i) => element('label', {},
    element('input', {type: 'radio', name, value: String(i + 1)}), ' ' + answer, element('br')));
  const run = element('button', {type: 'button', disabled: true, 'aria-label': 'Run ' + myth.name,
    onclick: () => attempt(() => runMyth(myth, Number(document.querySelector('[name="' + name + '"]:checked').value), run, outcome))}, 'Run it');
  return element('details', {'data-myth': myth.name},
    element('summary', {}, number + '. ' + myth.belief),
    element('p', {class: 'quiet'}, 'Seen: ' + myth.seen),
    element('fieldset', {onchange: () => { run.disabled = false; }}, element('legend', {class: 'right'}, myth.question.text), ...choices),
    run, outcome);
}

/** As the terminal says it: nobody is told to be wrong if this kernel does not do what the text says. */
function verdict(myth, answer, observed) {
  const seen = observed === 0 ? 'none of these' : myth.question.answers[observed - 1];
  if (observed !== myth.question.right) {
    return 'This kernel differs from those that the text was written on. We expected: '
      + myth.question.answers[myth.question.right - 1] + '. Observed: ' + seen;
  }
  return (observed === answer ? 'As you said: ' : 'Not so. It is: ') + seen;
}

async function runMyth(myth, answer, run, outcome) {
  run.disabled = true;
  say('running ' + myth.name + '…');
  try {
    const result = await ask('POST', 'myths/' + myth.name, {});
    const facts = Object.entries(result.facts).map(([name, value]) => [name, String(value)]);
    outcome.replaceChildren(
      element('pre', {}, result.transcript.map(line => (line.kind === 'NOTE' ? '# ' : '') + line.text).join('\n')),
      element('p', {class: 'right'}, verdict(myth, answer, result.observed)),
      table(['observed', ''], facts),
      element('p', {}, myth.explanation.text),
      element('p', {class: 'quiet'}, myth.explanation.page + ', “' + myth.explanation.section + '”'));
    say('ran ' + myth.name);
  } finally {
    run.disabled = false;
  }
}

// ---- replay

let steps = [];
let at = 0;

/** Draws first, so that a file which cannot be drawn leaves the steps that there are. */
function replay(where, of = steps) {
  const next = Math.max(0, Math.min(of.length - 1, where));
  const step = of[next];
  const lines = drawLines(step.view.lines, null);
  const panels = step.view.panels.map(panel => drawPanel(panel, null));
  steps = of;
  at = next;
  byId('replay-lines').replaceChildren(lines);
  byId('replay-panels').replaceChildren(...panels);
  byId('where').textContent = 'step ' + (at + 1) + ' of ' + steps.length + ': ' + step.view.done;
  byId('back').disabled = at === 0;
  byId('forth').disabled = at === steps.length - 1;
}

async function load(file) {
  if (file === undefined) {
    return; // the choice was cancelled
  }
  const lines = (await file.text()).split('\n').filter(line => line !== '');
  try {
    const read = lines.map(line => JSON.parse(line));
    const broken = read.findIndex(step => !step || !step.view || !Array.isArray(step.view.lines) || !Array.isArray(step.view.panels));
    if (read.length === 0 || broken >= 0) {
      throw new Error(read.length === 0 ? 'it is empty' : 'line ' + (broken + 1) + ' is no step');
    }
    replay(0, read);
    say('loaded ' + steps.length + ' steps');
  } catch (error) {
    throw new Error(file.name + ' is no recording of the lab: ' + error.message);
  }
}

// ---- the page

function choose(view) {
  for (const button of document.querySelectorAll('nav [data-view]')) {
    const chosen = button.dataset.view === view;
    button.setAttribute('aria-pressed', String(chosen));
    byId(button.dataset.view).hidden = !chosen;
  }
}

function switchTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme || (dark ? 'dark' : 'light');
  document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
}

document.querySelectorAll('nav [data-view]').forEach(button => button.addEventListener('click', () => choose(button.dataset.view)));
document.querySelectorAll('[data-act]').forEach(button =>
  button.addEventListener('click', () => act(button.dataset.act, '', Number(button.dataset.count))));
byId('theme').addEventListener('click', switchTheme);
byId('step-all').addEventListener('click', () => attempt(stepAll));
byId('download').addEventListener('click', () => attempt(download));
byId('n').addEventListener('input', drawCounts);
byId('active').addEventListener('input', drawCounts);
byId('measure').addEventListener('click', () => attempt(measure));
byId('file').addEventListener('change', event => attempt(() => load(event.target.files[0])));
byId('back').addEventListener('click', () => attempt(() => replay(at - 1)));
byId('forth').addEventListener('click', () => attempt(() => replay(at + 1)));
addEventListener('pagehide', () => {
  if (session !== null) {
    fetch('/api/sessions/' + session, {method: 'DELETE', keepalive: true, headers: {'X-Lab-Token': token}});
  }
});

// A page that comes back out of the browser's memory has closed its session when it left.
addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});

async function openSession() {
  try {
    const opened = await ask('POST', 'sessions');
    session = opened.id;
    show(opened.view);
    // Before anything else is asked for: that may take its time.
    setTimeout(look, 10000);
  } catch (error) {
    refusal = error.message;
  }
}

drawCounts();
const opening = openSession();
attempt(async () => {
  await opening;
  byId('myth-list').replaceChildren(...(await ask('GET', 'myths')).map((myth, i) => drawMyth(myth, i + 1)));
  await own();
  say('ready: add a socket, write to it, step a panel');
});
