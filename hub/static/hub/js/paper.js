/* A paper's form: what is typed shows on the sheet beside it, and stays on this device if one wishes. Without this the form works as it is. */
(() => {
  'use strict';
  const form = document.querySelector('[data-paper]');
  if (!form) return;
  const KEY = 'pakki-papers', wish = form.querySelector('[data-remember-wish]'), said = form.querySelector('[data-remember-said]');
  const outs = [...document.querySelectorAll('[data-out]')];

  const fieldsOf = name => [...form.elements].filter(each => each.name === name);
  const answer = name => fieldsOf(name).filter(each => !/^(radio|checkbox)$/.test(each.type) || each.checked).map(each => each.value.trim()).filter(Boolean);
  const show = out => {
    const given = answer(out.dataset.out), text = given.join('\n');
    out.classList.toggle('empty', !text);
    out.textContent = text ? text + (out.dataset.unit ? ` ${out.dataset.unit}` : '') : out.dataset.empty;
  };
  const kept = () => { try { return JSON.parse(localStorage.getItem(KEY)) || null; } catch { return null; } };
  const keep = () => {
    if (!wish.checked) return;
    const all = kept() || {};
    outs.forEach(out => { const given = answer(out.dataset.out); if (given.length) all[out.dataset.out] = given; else delete all[out.dataset.out]; });
    try { localStorage.setItem(KEY, JSON.stringify(all)); } catch { wish.checked = false; }
  };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } };

  const before = kept();
  if (before) {
    wish.checked = true;
    outs.forEach(({ dataset: { out: name } }) => {
      if (!Array.isArray(before[name]) || answer(name).length) return;
      fieldsOf(name).forEach(each => {
        if (/^(radio|checkbox)$/.test(each.type)) each.checked = before[name].includes(each.value);
        else each.value = before[name].join('\n');
      });
    });
  }
  outs.forEach(show);
  form.addEventListener('input', event => { outs.filter(out => out.dataset.out === event.target.name).forEach(show); keep(); });
  wish.addEventListener('change', () => { said.textContent = ''; if (wish.checked) keep(); else forget(); });
  form.querySelector('[data-forget]').addEventListener('click', () => { forget(); wish.checked = false; said.textContent = said.dataset.done; });
})();
