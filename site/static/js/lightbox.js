// Keys for the enlarged photographs: arrows turn, Escape closes. Without it the links under each do the same.

function enlarged() {
  const id = window.location.hash.slice(1);
  const figure = id && document.getElementById(id);
  return figure && figure.classList.contains("enlarged") ? figure : null;
}

const KEYS = { ArrowLeft: "prev", ArrowRight: "next", Escape: "up" };

document.addEventListener("keydown", (event) => {
  const figure = enlarged();
  const link = figure && KEYS[event.key] && figure.querySelector(`a[rel="${KEYS[event.key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// Closing leads back to the small picture, for the keyboard, too.
window.addEventListener("hashchange", () => {
  const figure = enlarged();
  const target = figure || document.getElementById(window.location.hash.slice(1));
  const link = figure ? figure.querySelector('a[rel="next"], a[rel="up"]') : target;
  if (link) link.focus({ preventScroll: true });
});
