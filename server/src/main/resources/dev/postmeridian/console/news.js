// Live news and the connection: a pill, never a list that moves under a hand.
(() => {
  'use strict';
  const $ = (id) => document.getElementById(id);

  const announce = (fresh) => {
    const waits = document.querySelector('#rows > .row[data-waiting]');
    if (fresh <= 0 && !waits) return;
    $('pill').textContent = fresh > 0 ? `${fresh.toLocaleString('en')} new` : 'Decided: show';
    $('pill').hidden = false;
  };
  const news = (accepted, position) => {
    const list = $('list');
    if (!list || position === Number(list.dataset.position)) return;
    const message = $('message');
    if (message?.matches('[data-waiting]')) {
      window.htmx.ajax('GET', location.pathname + location.search,
        { source: message, target: '#message', swap: 'outerHTML' });
    }
    if (list.matches('[data-scattered]')) look();
    else announce(accepted - Number(list.dataset.seen));
  };
  // what is new in the region need not be new in this list: the server knows, and is asked seldom
  let looking = 0;
  const look = () => { looking ||= setTimeout(count, 1000); };
  const count = async () => {
    const list = $('list');
    const answer = await fetch($('pill').href, { headers: { 'HX-Target': 'more' } }).catch(() => null);
    const rows = answer?.ok ? await answer.text() : '';
    looking = 0;
    if (list !== $('list')) return;
    const now = [...new DOMParser().parseFromString(rows, 'text/html').querySelectorAll('.row')];
    // what comes after the last one known was there before, unless the list ends there
    const known = $('more') ? now.findLastIndex((row) => $(row.id)) : -1;
    announce((known < 0 ? now : now.slice(0, known)).filter((row) => !$(row.id)).length);
  };
  const offline = (is) => { if ($('offline')) $('offline').hidden = !is && navigator.onLine; };
  document.addEventListener('htmx:sseBeforeMessage', (event) => {
    const [accepted, position] = event.detail.data.split(' ').map(Number);
    news(accepted, position);
    event.preventDefault();
  });
  document.addEventListener('htmx:beforeSend', (event) => {
    const { xhr } = event.detail;
    xhr.addEventListener('load', () => offline(false));
    xhr.addEventListener('error', () => offline(true));
    xhr.addEventListener('timeout', () => offline(true));
  });
  document.addEventListener('htmx:sseOpen', () => offline(false));
  // the stream ends with the session, too: then there is nothing to wait for
  document.addEventListener('htmx:sseError', async () => {
    offline(true);
    const answer = await fetch('/events', { method: 'HEAD', redirect: 'manual' }).catch(() => null);
    if (answer?.type === 'opaqueredirect') location.assign('/login');
  });
  window.addEventListener('offline', () => offline(true));
  window.addEventListener('online', () => offline(false));
})();
