// Keys, dialogs and corrections of the console. Everything works without it, only slower.
(() => {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  document.cookie = `tz=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;

  // ---- the list
  const links = () => [...document.querySelectorAll('#rows > .row > a')];
  const current = () => document.querySelector('#rows > .row > a[aria-current]');
  const wide = () => window.matchMedia('(min-width: 60rem)').matches;
  let opening = 0;

  // what is chosen in the list and what is shown differ while a message is on its way
  const shown = () => $('message')?.dataset.id;
  let awaited = null;
  const isComing = () => awaited !== null && awaited !== shown();
  const chosen = () => awaited ?? shown();

  const mark = (link) => {
    links().forEach((l) => l.removeAttribute('aria-current'));
    link.setAttribute('aria-current', 'true');
  };
  const markChosen = () => {
    const link = document.querySelector(`#row-${chosen()} > a`);
    if (link) mark(link);
  };
  const choose = (link) => {
    mark(link);
    awaited = link.closest('.row').id.slice('row-'.length);
  };
  const go = (link, wait) => {
    link.focus();
    link.scrollIntoView({ block: 'nearest' });
    if (wide()) {
      choose(link);
      clearTimeout(opening);
      opening = setTimeout(openChosen, wait);
    }
  };
  // the list may have been read again since
  const openChosen = () => {
    const link = document.querySelector(`#row-${chosen()} > a`);
    if (link) link.click();
    else giveUp();
  };
  const move = (step) => {
    const all = links();
    const focused = all.indexOf(document.activeElement);
    const from = focused >= 0 ? focused : all.indexOf(current());
    const next = all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step))];
    if (next) go(next, 120);
  };
  // from what was just finished to what is not
  const goOn = () => {
    const all = links();
    const next = all.slice(all.indexOf(current()) + 1).find((l) => !l.closest('[data-done]'));
    if (next) go(next, 0);
    else if (pressed.some(actsOnMessage)) {
      pressed = pressed.filter((key) => !actsOnMessage(key));
      document.querySelector('.toast span')?.append(' Nothing open comes after it in this list.');
    }
  };

  current()?.scrollIntoView({ block: 'nearest' });

  // ---- dialogs and buttons
  const open = (id) => {
    const dialog = $(id);
    if (dialog && !dialog.open) dialog.showModal();
  };
  const closeFilters = () => {
    const filters = document.querySelector('.filters[open]');
    if (!filters) return;
    filters.open = false;
    filters.querySelector('summary').focus();
  };
  const press = (selector) => document.querySelector(selector)?.click();
  const dialog = () => document.querySelector('dialog[open]');
  const choice = (key) => dialog()?.querySelector(`[data-digit="${CSS.escape(key)}"]`);

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) open(opener.dataset.opens);
    if (event.target.closest('[data-closes]') || event.target.nodeName === 'DIALOG') {
      event.target.closest('dialog')?.close();
    }
    const filters = document.querySelector('.filters[open]');
    if (filters && !filters.contains(event.target)) filters.open = false;
  });
  // before it is asked for
  document.addEventListener('click', (event) => {
    const row = event.target.closest('#rows > .row > a');
    if (row && !event.ctrlKey && !event.metaKey && !event.shiftKey) choose(row);
  }, true);

  // ---- keys
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    c: () => open('queue-palette'),
    p: () => open('priority-palette'),
    s: () => press('#message [data-key="s"]'),
    e: () => press('#message [data-key="e"]'),
    r: () => press('#message [data-key="r"]'),
    u: () => ($('undo') ? press('#undo') : say('There is nothing to undo: only corrections made on this page can be taken back.')),
    n: () => press('#pill:not([hidden])'),
    o: () => press('.order'),
    '/': () => { $('q')?.focus(); $('q')?.select(); },
    '?': () => open('keys'),
  };
  const act = (key) => {
    if (dialog()) choice(key)?.click();
    else if (Object.hasOwn(keys, key)) keys[key]();
  };
  // What is pressed while a correction or a message is on its way waits for it, in its order: it is never lost, never meant
  // for the message that is about to leave, nor for a palette that is.
  const MOST_PRESSED = 50;
  let pressed = [];
  const corrections = new Set();
  const actsOnMessage = (key) => 'cpser'.includes(key);
  const mustWait = (key) => corrections.size > 0 || pressed.length > 0 || (isComing() && actsOnMessage(key));
  const settle = () => {
    while (pressed.length > 0 && corrections.size === 0 && !isComing()) act(pressed.shift());
  };
  const giveUp = () => {
    clearTimeout(opening);
    awaited = null;
    corrections.clear();
    pressed = [];
    markChosen();
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input, select, textarea')) {
      if (event.key === 'Escape') { event.target.blur(); closeFilters(); }
      return;
    }
    const waits = mustWait(event.key);
    if (event.key === 'Escape') {
      if (waits || !dialog()) giveUp(); // the browser closes the dialog
      closeFilters();
      return;
    }
    const known = Object.hasOwn(keys, event.key);
    const taken = waits ? known || /^\d$/.test(event.key) : dialog() ? choice(event.key) : known;
    if (!taken) return;
    event.preventDefault();
    if (event.repeat && actsOnMessage(event.key)) return; // a key that is held is pressed once
    if (!waits) act(event.key);
    else if (pressed.length < MOST_PRESSED) pressed.push(event.key);
    else say('Too many keys at once: the last was not taken.');
  });

  // ---- what comes back
  // a message that the list does not show has no row to change
  document.addEventListener('htmx:configRequest', (event) => {
    const id = event.detail.path.match(/^\/messages\/(\w+)\/corrections/)?.[1];
    if (id && !$(`row-${id}`)) event.detail.headers['HX-Unlisted'] = 'true';
  });
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target.id === 'message' && location.pathname !== '/') {
      document.body.dataset.pane = 'message';
      const subject = document.querySelector('#message .subject')?.textContent ?? 'Message';
      document.title = document.title.replace(/^.* · (?=.* · Postmeridian$)/, () => `${subject} · `);
      if (!wide()) $('message').focus();
    }
  });
  document.addEventListener('htmx:afterSettle', (event) => {
    if (!isComing()) awaited = null;
    markChosen();
    if (document.activeElement === document.body && event.detail.target.id === 'list') current()?.focus();
  });
  // Each request is known by its own answer: the events of one whose form or pane has left the page end there.
  document.addEventListener('htmx:beforeSend', (event) => {
    const { xhr, target, requestConfig } = event.detail;
    const { elt, verb, parameters } = requestConfig;
    const request = { xhr, target, elt, verb, parameters, chosen: chosen(), late: false };
    if (verb === 'post') corrections.add(xhr);
    target.addEventListener('htmx:beforeSwap', (swap) => { if (swap.detail.xhr === xhr) place(swap, request); });
    xhr.addEventListener('error', () => failed(request));
    xhr.addEventListener('timeout', () => failed(request));
    xhr.addEventListener('loadend', () => ended(request));
  });
  const isDone = ({ verb, xhr }) => verb === 'post' && xhr.status >= 200 && xhr.status < 400;
  const isLate = (request) => request.target.id === 'message' && request.chosen !== chosen();
  // late is what comes when another message has been chosen: what it says beside the message is true all the same
  const place = (event, request) => {
    const { xhr, target, elt } = request;
    if (target.id === 'more') event.detail.serverResponse = further(event.detail.serverResponse);
    if (target.id !== 'message') return;
    request.late = isLate(request);
    event.detail.target = $('message');
    if (!request.late && (!isDone(request) || elt.isConnected)) return; // htmx does it
    event.preventDefault();
    if (!isDone(request)) return;
    if (!request.late) history.replaceState({ htmx: true }, '', xhr.getResponseHeader('HX-Replace-Url'));
    window.htmx.swap('#message', xhr.response, { swapStyle: request.late ? 'none' : 'outerHTML' },
      { eventInfo: { target: $(request.late ? 'toasts' : 'message') } });
  };
  // what presses less now than a page ago stands in this one again
  const further = (rows) => {
    const page = Object.assign(document.createElement('template'), { innerHTML: rows });
    page.content.querySelectorAll('.row').forEach((row) => { if ($(row.id)) row.remove(); });
    return page.innerHTML;
  };
  const ended = (request) => {
    const { xhr, elt, parameters, late } = request;
    corrections.delete(xhr);
    // closed only now: htmx forgets which button was pressed when focus leaves it
    if (elt.isConnected) elt.closest('dialog')?.close();
    if (xhr.status >= 400) refused(request);
    else if (isDone(request)) {
      remember(parameters.undo);
      if (!late) goOnAfter(parameters);
    }
    settle();
  };
  // the button that was pressed is gone: j and k go on in the list. What is done stays there until it is read again.
  const goOnAfter = ({ done }) => {
    const link = wide() && current();
    (link || $('message')).focus({ preventScroll: true });
    if (link && done === 'true') goOn();
  };
  const refused = ({ xhr, verb, parameters, late }) => {
    if (!late) giveUp();
    if (xhr.status === 404 && parameters.undo) {
      forget(parameters.undo);
      say('Not undone: that message was erased.');
    } else if (late && verb === 'post') say('Not done: the last correction was refused. Open its message to try again.');
  };
  document.addEventListener('htmx:historyRestore', giveUp);
  // what can be taken back, one after the other: the form that each correction made on this page came with
  const MOST_STEPS = 50;
  let steps = [];
  const forget = (undone) => { steps = steps.filter((step) => step.querySelector('[name=undo]').value !== undone); };
  const remember = (undone) => {
    const form = document.querySelector('.toast form');
    if (undone) forget(undone);
    else if (form) steps = [...steps, form.cloneNode(true)].slice(-MOST_STEPS);
    offer();
  };
  const offer = () => {
    if (steps.length === 0 || $('undo')) return;
    const form = steps.at(-1).cloneNode(true);
    document.querySelector('.toast').append(form);
    window.htmx.process(form);
  };
  // a page of an error has no place to say it
  const say = (text) => {
    if (!$('toasts')) return;
    const toast = Object.assign(document.createElement('div'), { className: 'toast stays' });
    toast.append(Object.assign(document.createElement('span'), { textContent: text }));
    $('toasts').replaceChildren(toast);
    offer();
  };
  const failed = (request) => {
    if (!isLate(request)) giveUp();
    if (request.verb === 'post') say('Not done: there is no connection. Try again when it is back.');
  };
})();
