// The enlarged photographs, each at an address of its own: arrows and swipes turn, Escape closes, the focus stays inside,
// the neighbours are fetched, and however many one turned, going back once leads out. Without it the links do the same.

const SWIPE = 48;
const KEYS = { ArrowLeft: "prev", ArrowRight: "next", Escape: "up" };

function enlarged() {
  const id = window.location.hash.slice(1);
  const figure = id && document.getElementById(id);
  return figure && figure.classList.contains("enlarged") ? figure : null;
}

function linkOf(figure, way) {
  return figure.querySelector(`nav a[rel="${way}"]`);
}

function go(figure, way) {
  const link = linkOf(figure, way);
  if (link) window.location.replace(link.hash);
}

function stay(figure, event) {
  const stops = Array.from(figure.querySelectorAll("a"));
  const at = stops.indexOf(document.activeElement);
  event.preventDefault();
  stops[(at + (event.shiftKey ? stops.length - 1 : 1) + stops.length) % stops.length].focus();
}

document.addEventListener("keydown", (event) => {
  const figure = enlarged();
  if (!figure || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Tab") stay(figure, event);
  if (!KEYS[event.key]) return;
  event.preventDefault();
  go(figure, KEYS[event.key]);
});

document.querySelectorAll(".enlarged").forEach((figure) => {
  let from = null;
  figure.querySelectorAll("nav a").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(figure, link.rel);
    });
  });
  figure.addEventListener(
    "touchstart",
    (event) => {
      const isZoomed = window.visualViewport && window.visualViewport.scale > 1.05;
      const touch = event.touches[0];
      from = event.touches.length === 1 && !isZoomed ? { x: touch.clientX, y: touch.clientY } : null;
    },
    { passive: true }
  );
  figure.addEventListener("touchend", (event) => {
    if (!from || event.touches.length) return;
    const x = event.changedTouches[0].clientX - from.x;
    const y = event.changedTouches[0].clientY - from.y;
    from = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) go(figure, x < 0 ? "next" : "prev");
    else if (y > 2 * SWIPE && y > 2 * Math.abs(x)) go(figure, "up");
  });
});

function fetchBeside(figure) {
  ["prev", "next"].forEach((way) => {
    const link = linkOf(figure, way);
    const picture = link && document.querySelector(`${link.hash} img`);
    if (picture) picture.loading = "eager";
  });
}

// Closing leads back to the small picture, for the keyboard, too.
function moved() {
  const figure = enlarged();
  document.documentElement.classList.toggle("is-enlarged", Boolean(figure));
  if (figure) fetchBeside(figure);
  const target = figure || document.getElementById(window.location.hash.slice(1));
  const link = figure ? linkOf(figure, "next") || linkOf(figure, "up") : target;
  if (link) link.focus({ preventScroll: Boolean(figure) });
}

window.addEventListener("hashchange", moved);
if (enlarged()) moved();
