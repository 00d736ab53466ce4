'use strict';
const find = id => document.getElementById(id);
const [panel, tip, viewport, search] = ['panel', 'tip', 'viewport', 'search'].map(find);
const drawing = viewport.firstElementChild;
const blocks = document.querySelectorAll('template[data-kernel]').length;
const marked = { near: null, chosen: null };

// A block has the same mark wherever it is shown.
function mark(kind, block) {
  document.querySelectorAll('.' + kind).forEach(element => element.classList.remove(kind));
  document.querySelectorAll(`[data-block="${block}"]`).forEach(element => element.classList.add(kind));
  marked[kind] = block;
}

// What is chosen is in the address, so that a block can be linked to: report.html#block-7.
function choose(block) { location.hash = 'block-' + block; }

function follow() {
  const template = /^#block-\d+$/.test(location.hash) && find(location.hash.slice(1));
  panel.hidden = !template;
  mark('chosen', template ? template.id.slice(6) : null);
  if (template) {
    find('facts').replaceChildren(template.content.cloneNode(true));
    find('code').replaceChildren(find(template.dataset.kernel).content.cloneNode(true));
    panel.scrollTop = 0;
    show(drawing.querySelector('.chosen'));
  }
}

function close() {
  history.replaceState(null, '', location.pathname + location.search);
  follow();
}

// By as many blocks, around the end.
function step(by) { choose((Number(marked.chosen ?? (by > 0 ? -1 : 0)) + by + blocks) % blocks); }

// Moves the graph so that a part of it is in the middle.
function show(part) {
  const [box, view] = [part.getBoundingClientRect(), viewport.getBoundingClientRect()];
  viewport.scrollBy(box.x + box.width / 2 - view.x - view.width / 2, box.y + box.height / 2 - view.y - view.height / 2);
}

// What was at a place of the viewport stays there.
function zoom(scale, x = viewport.clientWidth / 2, y = viewport.clientHeight / 2) {
  const size = drawing.viewBox.baseVal;
  const before = drawing.clientWidth / size.width;
  const after = Math.min(3, Math.max(.05, scale(before)));
  const [left, top] = [viewport.scrollLeft + x, viewport.scrollTop + y];
  drawing.style.width = size.width * after + 'px';
  drawing.style.height = size.height * after + 'px';
  viewport.scrollTo(left * after / before - x, top * after / before - y);
}

const larger = () => zoom(scale => scale * 1.25);
const smaller = () => zoom(scale => scale / 1.25);
const whole = () => zoom(() => Math.min(viewport.clientWidth / drawing.viewBox.baseVal.width, viewport.clientHeight / drawing.viewBox.baseVal.height));

let found = [], next = 0;
function look() {
  const text = search.value.trim().toLowerCase();
  drawing.classList.toggle('searching', text !== '');
  drawing.querySelectorAll('.node').forEach(node => node.classList.toggle('found', text !== '' && node.dataset.name.includes(text)));
  found = [...drawing.querySelectorAll('.found')];
  next = 0;
  find('found').value = text === '' ? '' : found.length;
  if (found.length > 0) { show(found[0]); }
}

function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}

const clicks = { close, previous: () => step(-1), next: () => step(1), in: larger, out: smaller, fit: whole, theme };
let dragged = false;
document.addEventListener('click', event => {
  const button = event.target.closest('button');
  const block = event.target.closest('[data-block]');
  if (button && clicks[button.id]) { clicks[button.id](); } else if (block && !dragged) { choose(block.dataset.block); }
});

const keys = { '/': () => search.focus(), n: () => step(1), p: () => step(-1), '+': larger, '=': larger, '-': smaller, '0': whole, d: theme, Escape: close };
addEventListener('keydown', event => {
  if (event.target === search) {
    if (event.key === 'Escape') { search.value = ''; look(); search.blur(); }
    if (event.key === 'Enter' && found.length > 0) { next = (next + 1) % found.length; show(found[next]); }
  } else if (event.key === 'Enter' && event.target.matches('[data-block]:not(button)')) {
    choose(event.target.dataset.block);
  } else if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    keys[event.key]();
  }
});

search.addEventListener('input', look);
addEventListener('hashchange', follow);

// Beside the pointer stands which block is under it.
addEventListener('pointermove', event => {
  const block = event.target.closest?.('[data-block]')?.dataset.block ?? null;
  if (block !== marked.near) { mark('near', block); }
  tip.hidden = block === null || event.pointerType === 'touch';
  if (!tip.hidden) {
    tip.textContent = event.target.closest('[data-tip]')?.dataset.tip ?? find('block-' + block).content.firstElementChild.textContent;
    tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
    tip.style.top = Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8) + 'px';
  }
});

viewport.addEventListener('wheel', event => {
  if (event.ctrlKey) {
    event.preventDefault();
    const view = viewport.getBoundingClientRect();
    zoom(scale => scale * Math.exp(-event.deltaY / 300), event.clientX - view.x, event.clientY - view.y);
  }
}, { passive: false });

viewport.addEventListener('pointerdown', event => {
  dragged = false;
  if (event.pointerType === 'mouse' && event.button === 0) {
    let [x, y] = [event.clientX, event.clientY];
    const move = at => {
      dragged ||= Math.hypot(at.clientX - event.clientX, at.clientY - event.clientY) > 4;
      viewport.classList.toggle('dragged', dragged);
      viewport.scrollBy(x - at.clientX, y - at.clientY);
      [x, y] = [at.clientX, at.clientY];
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', () => { removeEventListener('pointermove', move); viewport.classList.remove('dragged'); }, { once: true });
  }
});

// The graph begins as wide as its window, if that can be read, and with its first box in the middle.
if (drawing.clientWidth > viewport.clientWidth) { zoom(scale => Math.max(.7, scale * viewport.clientWidth / drawing.clientWidth)); }
show(drawing.querySelector('.free'));
viewport.scrollTop = 0;
follow();
