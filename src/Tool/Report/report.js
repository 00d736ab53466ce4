'use strict';
const panel = document.getElementById('panel');
const content = id => document.getElementById(id).content;

function open(block) {
  const facts = document.getElementById('facts');
  const template = document.getElementById('block-' + block);
  facts.replaceChildren(template.content.cloneNode(true));
  document.getElementById('code').textContent = content(template.dataset.kernel).textContent;
  panel.hidden = false;
  panel.scrollTop = 0;
}

document.addEventListener('click', event => {
  const target = event.target.closest('[data-block]');
  if (target) {
    location.hash = 'block-' + target.dataset.block;
  } else if (event.target.id === 'close') {
    history.replaceState(null, '', location.pathname + location.search);
    panel.hidden = true;
  }
});

// A block can be linked to: report.html#block-7.
function follow() {
  const match = /^#block-(\d+)$/.exec(location.hash);
  if (match && document.getElementById('block-' + match[1])) {
    open(match[1]);
  }
}

addEventListener('hashchange', follow);
addEventListener('keydown', event => { if (event.key === 'Escape') { panel.hidden = true; } });
follow();
