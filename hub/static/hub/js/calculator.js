/* The calculator's result changes in place. Without this, the form leads to a page with the result. */
(() => {
  'use strict';
  const form = document.querySelector('[data-calc]'), status = document.querySelector('[data-calc-status]');
  if (!form || !status) return;
  let shown = location.search;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const told = new URLSearchParams([...new FormData(form)].filter(pair => pair[1] !== ''));
    const url = `${form.action.split('#')[0].split('?')[0]}?${told}`;
    try {
      const answer = await fetch(url);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.querySelectorAll('[data-calc-out]'), said = page.querySelectorAll('[data-calc-said]');
      if (!answer.ok || !said.length) throw new Error('not a result');
      document.querySelectorAll('[data-calc-out]').forEach((old, i) => old.replaceChildren(...found[i].childNodes));
      form.querySelectorAll('.msg').forEach(message => message.remove());
      form.querySelectorAll('.field--bad').forEach(field => field.classList.remove('field--bad'));
      form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
      document.title = page.title;
      history.pushState(null, '', url);
      shown = location.search;
      status.textContent = '';
      setTimeout(() => { status.textContent = [...said].map(each => each.textContent.trim()).join(' '); }, 50);
    } catch (error) {
      location.assign(`${url}#result`); /* the page itself says what is wrong */
    }
  });
  /* a link inside the page comes here, too: only another plan is another result */
  addEventListener('popstate', () => { if (location.search !== shown) location.reload(); });
})();
