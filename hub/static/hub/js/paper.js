/* A paper's form: the sheet beside it follows what is typed, answers stay on this device if one wishes, and one part shows at a time. Without this the form works as it is. */
(() => {
  'use strict';
  const form = document.querySelector('[data-paper]');
  if (!form) return;
  const wish = form.querySelector('[data-remember-wish]'), said = form.querySelector('[data-remember-said]');
  const fields = [...form.elements].filter(each => each.name && !/^(submit|button|hidden)$/.test(each.type));

  /* answers by name: personal ones until the tab is closed, the others until they are deleted */
  const KEY = 'pakki-papers';
  const outs = [...document.querySelectorAll('[data-out]')];
  const isChosen = each => /^(radio|checkbox)$/.test(each.type);
  const storeOf = each => each.closest('[data-personal]') ? sessionStorage : localStorage;
  const answer = name => fields.filter(each => each.name === name && (!isChosen(each) || each.checked)).map(each => each.value.trim()).filter(Boolean);
  const show = out => {
    /* a list to tick off stands on the paper as a whole */
    const lines = out.hasAttribute('data-whole') ? fields.filter(each => each.name === out.dataset.out).map(each => `${each.checked ? '\u2612' : '\u2610'} ${each.value}`) : answer(out.dataset.out);
    out.classList.toggle('empty', !lines.length);
    out.textContent = lines.length ? lines.join('\n') + (out.dataset.unit ? ` ${out.dataset.unit}` : '') : out.dataset.empty;
  };
  const kept = store => { try { return JSON.parse(store.getItem(KEY)) || null; } catch { return null; } };
  const keep = () => {
    if (!wish.checked) return;
    try {
      [localStorage, sessionStorage].forEach(store => {
        const all = kept(store) || {};
        fields.filter(each => storeOf(each) === store).forEach(({ name }) => { const given = answer(name); if (given.length) all[name] = given; else delete all[name]; });
        store.setItem(KEY, JSON.stringify(all));
      });
    } catch { wish.checked = false; }
  };
  const forget = () => [() => localStorage, () => sessionStorage].forEach(store => { try { store().removeItem(KEY); } catch { /* nothing was kept */ } });
  const fill = () => {
    let before;
    try { before = { ...kept(localStorage), ...kept(sessionStorage) }; wish.checked = Boolean(kept(localStorage)); } catch { return; }
    const empty = new Set(fields.map(each => each.name).filter(name => Array.isArray(before[name]) && !answer(name).length));
    fields.filter(each => empty.has(each.name)).forEach(each => {
      if (isChosen(each)) each.checked = before[each.name].includes(each.value);
      else each.value = before[each.name].join('\n');
    });
  };
  fill();
  outs.forEach(show);
  form.addEventListener('input', event => { if (fields.includes(event.target)) { outs.filter(out => out.dataset.out === event.target.name).forEach(show); keep(); } });
  wish.addEventListener('change', () => { said.textContent = ''; if (wish.checked) keep(); else forget(); });
  form.querySelector('[data-forget]').addEventListener('click', () => { forget(); wish.checked = false; said.textContent = said.dataset.done; });

  /* one part at a time; where the page has something to say of a part, the link to it opens that part */
  const steps = form.querySelector('[data-steps]');
  if (!steps) return;
  const parts = [...form.querySelectorAll('[data-part]')], nav = form.querySelector('[data-steps-nav]'), at = nav.querySelector('[data-steps-at]');
  const title = document.title;
  let now = 0;
  const turn = () => {
    const last = parts.length - 1, where = at.dataset.stepsAt.replace('{n}', now + 1).replace('{m}', parts.length);
    parts.forEach((part, i) => { part.hidden = steps.checked && i !== now; });
    form.querySelector('[data-last]').hidden = steps.checked && now !== last;
    nav.hidden = !steps.checked;
    nav.querySelectorAll('[data-step]').forEach(button => { button.hidden = !parts[now + Number(button.dataset.step)]; });
    at.textContent = where;
    document.title = steps.checked ? `${where}: ${title}` : title;
  };
  const go = to => {
    now = to;
    turn();
    const legend = parts[now].querySelector('legend');
    legend.tabIndex = -1;
    legend.focus();
  };
  steps.addEventListener('change', () => { now = 0; turn(); });
  nav.addEventListener('click', event => { if (event.target.dataset.step) go(now + Number(event.target.dataset.step)); });
  /* before the last part there is no button to send the form, so it is Enter in a field */
  form.addEventListener('submit', event => { if (steps.checked && now < parts.length - 1) { event.preventDefault(); go(now + 1); } });
  form.addEventListener('click', event => {
    const link = event.target.closest('#said a[href^="#"]');
    const found = link ? parts.findIndex(part => part.querySelector(link.hash)) : -1;
    if (steps.checked && found >= 0) { now = found; turn(); }
  });
})();
