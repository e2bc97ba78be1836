/* Pakki – everything here is extra. Every page works without it. */
(() => {
  'use strict';
  const $ = (s, r = document) => [...r.querySelectorAll(s)];

  /* print: the button; side paths open on paper */
  $('[data-print]').forEach(b => b.addEventListener('click', () => print()));
  addEventListener('beforeprint', () => $('details').forEach(d => { d.dataset.o = d.open; d.open = true; }));
  addEventListener('afterprint', () => $('details').forEach(d => { d.open = d.dataset.o === 'true'; }));

  /* checklists: ids of the ticked items, remembered on this device only */
  $('[data-check]').forEach(list => {
    const key = 'pakki:' + list.dataset.check, boxes = $('input[type="checkbox"]', list);
    const out = list.parentElement.querySelector('[data-count]');
    const show = () => {
      if (!out) return;
      const text = out.dataset.count.replace('{n}', boxes.filter(b => b.checked).length).replace('{m}', boxes.length);
      if (out.textContent !== text) out.textContent = text;
    };
    const read = () => {
      let on = [];
      try { on = JSON.parse(localStorage.getItem(key)); } catch (e) { /* storage is closed or spoilt: start empty */ }
      if (!Array.isArray(on)) on = [];
      boxes.forEach(b => { b.checked = on.includes(b.value); });
      show();
    };
    list.addEventListener('change', () => {
      const on = boxes.filter(b => b.checked).map(b => b.value);
      try { if (on.length) localStorage.setItem(key, JSON.stringify(on)); else localStorage.removeItem(key); } catch (e) { /* ticks last while the page is open */ }
      show();
    });
    addEventListener('storage', e => { if (e.key === key || e.key === null) read(); });
    read();
  });

  /* recording: jump, follow */
  const v = document.querySelector('[data-video]');
  if (v) {
    const cues = $('[data-talk] [data-t]'), chapters = $('.chapters [data-t]');
    const at = (list, t) => list.filter(x => +x.dataset.t <= t + .2).pop();
    const mark = t => {
      const c = at(cues, t), h = at(chapters, t);
      cues.forEach(x => x.classList.toggle('on', x === c));
      chapters.forEach(x => { if (x !== h) x.removeAttribute('aria-current'); else if (!x.hasAttribute('aria-current')) x.setAttribute('aria-current', 'true'); });
    };
    const start = +v.dataset.start;
    if (start > 0) { v.currentTime = start; mark(start); }
    addEventListener('click', e => {
      const a = e.target.closest && e.target.closest('a[href^="?t="][href$="#player"]');
      if (!a || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
      e.preventDefault();
      const t = parseInt(new URLSearchParams(a.search).get('t'), 10) || 0;
      v.currentTime = t;
      const p = v.play();
      if (p) p.catch(() => {});
      mark(t);
      history.replaceState(null, '', a.href);
      v.scrollIntoView({ block: 'nearest' });
      v.focus({ preventScroll: true });
    });
    ['timeupdate', 'seeked'].forEach(n => v.addEventListener(n, () => mark(v.currentTime)));
  }

  /* recording: find a word in the speech */
  const f = document.querySelector('[data-find]'), talk = document.querySelector('[data-talk]');
  if (f && talk) {
    const q = f.elements.s, out = f.querySelector('[data-hits]');
    let i = -1;
    const run = () => {
      $('mark', talk).forEach(m => { const p = m.parentNode; m.replaceWith(m.textContent); p.normalize(); });
      const w = q.value.trim().toLowerCase();
      i = -1;
      if (w.length < 2) { out.textContent = ''; return; }
      const walk = document.createTreeWalker(talk, NodeFilter.SHOW_TEXT), nodes = [];
      while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('.t-link')) nodes.push(walk.currentNode);
      nodes.forEach(n => {
        let k;
        while ((k = n.data.toLowerCase().indexOf(w)) > -1) {
          const m = document.createElement('mark'), r = n.splitText(k);
          n = r.splitText(w.length);
          r.replaceWith(m);
          m.append(r);
        }
      });
      const c = $('mark', talk).length;
      out.textContent = (c === 1 ? out.dataset.one : out.dataset.hits).replace('{n}', c);
    };
    q.addEventListener('input', run);
    f.addEventListener('submit', e => {
      e.preventDefault();
      if (!$('mark', talk).length) run();
      const m = $('mark', talk);
      if (!m.length) return;
      i = (i + 1) % m.length;
      m.forEach((x, k) => x.classList.toggle('now', k === i));
      m[i].scrollIntoView({ block: 'center' });
      out.textContent = out.dataset.at.replace('{i}', i + 1).replace('{n}', m.length);
    });
    if (q.value) run();
  }
})();
