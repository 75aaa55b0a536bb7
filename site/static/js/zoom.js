// A work as near as its scan allows. Without it the links lead to the largest picture.
//
// <div class="wall" data-zoom="address of OpenSeadragon" data-nearer="…" data-farther="…" data-close="…" data-title="…">
//   <a href="largest picture" [data-tiles="…/info.json"]>

const wall = document.querySelector("[data-zoom]");
let loading = null;

function library() {
  if (!loading) {
    loading = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = wall.dataset.zoom;
      script.onload = () => resolve(window.OpenSeadragon);
      script.onerror = reject;
      document.head.append(script);
    });
  }
  return loading;
}

// The tiles' own id was written before they stood where they stand now.
async function sourceOf(link) {
  const tiles = link.dataset.tiles;
  if (tiles) {
    const answer = await fetch(tiles, { credentials: "same-origin" });
    if (answer.ok) {
      const info = await answer.json();
      info.id = new URL(tiles, window.location.href).href.replace(/\/info\.json$/, "");
      return info;
    }
  }
  return { type: "image", url: link.href };
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

async function open(link) {
  const [OpenSeadragon, source] = await Promise.all([library(), sourceOf(link)]);
  const words = wall.dataset;
  const room = document.createElement("div");
  room.className = "zoom";
  room.setAttribute("role", "dialog");
  room.setAttribute("aria-modal", "true");
  room.setAttribute("aria-label", words.title);
  const stage = document.createElement("div");
  stage.className = "zoom-stage";
  const controls = document.createElement("div");
  controls.className = "zoom-controls";
  room.append(stage, controls);
  document.body.append(room);
  document.documentElement.classList.add("zoomed");

  const viewer = OpenSeadragon({
    element: stage,
    tileSources: source,
    showNavigationControl: false,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    maxZoomPixelRatio: 2,
    visibilityRatio: 0.6,
    animationTime: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.6,
  });
  const turn = (factor) => {
    viewer.viewport.zoomBy(factor);
    viewer.viewport.applyConstraints();
  };
  function close() {
    viewer.destroy();
    room.remove();
    document.documentElement.classList.remove("zoomed");
    document.removeEventListener("keydown", keys);
    link.focus();
  }
  function keys(event) {
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    // The focus stays in the room while it is open.
    const stops = [...controls.children];
    const at = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length].focus();
  }
  controls.append(
    button(words.nearer, () => turn(1.6)),
    button(words.farther, () => turn(1 / 1.6)),
    button(words.close, close)
  );
  document.addEventListener("keydown", keys);
  controls.lastChild.focus();
}

if (wall) {
  wall.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link).catch(() => {
      window.location.href = link.href;
    });
  });
}
