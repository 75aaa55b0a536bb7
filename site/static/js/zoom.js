// A work as near as its scan allows. Without it the links lead to the largest picture.
//
// <div class="wall" data-zoom="address of OpenSeadragon" data-manner="…" data-nearer="…" data-farther="…" data-close="…"
//   data-title="…" data-tongue="its language"> <a href="largest picture" data-medium="0" data-size="width,height" [data-tiles="…/info.json"]>
// <a data-square="medium,x,y,side">: a detail, looked at in its place.
//
// Whoever else plays a part hears of it: "zoom:look" on the document, with {medium, box, frame}, opens the room at a
// place (or moves there, where it is open); "zoom:opened" tells {viewer, room, itemOf, frame}, "zoom:closed" its end.

const wall = document.querySelector("[data-zoom]");
const panels = wall ? Array.from(wall.querySelectorAll("a[data-medium]")) : [];
const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const GAP = 0.06;
const STRIP = 3;
let loading = null;
let sources = null;
let current = null;

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

// Fetched as soon as somebody reaches for the work, so that it opens at once.
function prepare() {
  library().catch(() => {
    loading = null;
  });
  if (!sources) sources = panels.map(sourceOf);
  sources.forEach((each) => each.catch(() => {}));
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function element(name, parent) {
  const made = document.createElement("div");
  made.className = name;
  parent.append(made);
  return made;
}

// Couplets and screens hang in one room, the first at the right; the leaves of an album one by one.
function shownWith(link) {
  const beside = wall.dataset.manner === "pair" || wall.dataset.manner === "screens";
  return beside ? panels : [link];
}

function ratioOf(link) {
  const [width, height] = link.dataset.size.split(",").map(Number);
  return width / height;
}

function hang(shown, found) {
  let right = 0;
  return shown.map((link, at) => {
    right -= ratioOf(link);
    const placed = { tileSource: found[at], x: right, y: 0, height: 1 };
    right -= GAP;
    return placed;
  });
}

// What the page shows already stands here until the first tiles do.
function standIn(stage, shown, link) {
  const picture = link.querySelector("img");
  if (shown.length > 1 || ratioOf(link) > STRIP || !picture.complete) return null;
  const copy = document.createElement("img");
  copy.className = "zoom-before";
  copy.src = picture.currentSrc;
  copy.alt = "";
  stage.append(copy);
  return copy;
}

function build(link) {
  const words = wall.dataset;
  const room = element("zoom", document.body);
  room.setAttribute("role", "dialog");
  room.setAttribute("aria-modal", "true");
  room.setAttribute("aria-label", words.title);
  room.lang = words.tongue;
  const before = standIn(room, shownWith(link), link);
  const stage = element("zoom-stage", room);
  const controls = element("zoom-controls", room);
  controls.lang = document.documentElement.lang;
  document.documentElement.classList.add("zoomed");
  return { room, stage, controls, before, back: document.activeElement };
}

function view(OpenSeadragon, stage, hung) {
  return OpenSeadragon({
    element: stage,
    tileSources: hung,
    showNavigationControl: false,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    maxZoomPixelRatio: 2,
    minZoomImageRatio: 0.8,
    visibilityRatio: 0.6,
    animationTime: isStill ? 0 : 0.6,
    tabIndex: -1,
  });
}

const PAN = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] };

async function open(link, look) {
  prepare();
  const { room, stage, controls, before, back } = build(link);
  const shown = shownWith(link);
  let viewer = null;

  function turn(factor) {
    if (!viewer) return;
    viewer.viewport.zoomBy(factor);
    viewer.viewport.applyConstraints();
  }

  function whole() {
    begin(viewer, current.itemOf(link.dataset.medium), ratioOf(link), room.clientHeight - controls.offsetTop);
  }

  function close() {
    if (viewer) viewer.destroy();
    room.remove();
    current = null;
    document.documentElement.classList.remove("zoomed");
    document.removeEventListener("keydown", keys);
    document.dispatchEvent(new CustomEvent("zoom:closed"));
    (back && back !== document.body ? back : link).focus();
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") close();
    if (event.key === "+" || event.key === "=") turn(1.6);
    if (event.key === "-") turn(1 / 1.6);
    if (event.key === "0" && current) whole();
    if (PAN[event.key] && viewer) {
      const bounds = viewer.viewport.getBounds();
      const [x, y] = PAN[event.key];
      event.preventDefault();
      viewer.viewport.panBy(new window.OpenSeadragon.Point(x * bounds.width, y * bounds.height));
      viewer.viewport.applyConstraints();
    }
    if (event.key !== "Tab") return;
    // The focus stays in the room while it is open.
    const stops = Array.from(room.querySelectorAll("button:not([disabled])"));
    const at = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length].focus();
  }

  controls.append(
    button(wall.dataset.nearer, () => turn(1.6)),
    button(wall.dataset.farther, () => turn(1 / 1.6)),
    button(wall.dataset.close, close)
  );
  document.addEventListener("keydown", keys);
  controls.lastChild.focus();

  try {
    const found = Promise.all(shown.map((each) => sources[panels.indexOf(each)]));
    const [OpenSeadragon, ready] = await Promise.all([library(), found]);
    if (!room.isConnected) return;
    viewer = view(OpenSeadragon, stage, hang(shown, ready));
  } catch (error) {
    loading = null;
    sources = null;
    close();
    window.location.href = link.href;
    return;
  }
  const itemOf = (medium) => {
    const at = shown.findIndex((each) => each.dataset.medium === String(medium));
    return at < 0 ? null : viewer.world.getItemAt(at);
  };
  current = { viewer, room, itemOf, frame: frameOf(viewer, itemOf), link };
  whenHung(viewer, shown, () => {
    if (look) current.frame(look.medium, look.box, true);
    else whole();
    document.dispatchEvent(new CustomEvent("zoom:opened", { detail: current }));
  });
  if (before) {
    // Shown until its place is taken, or moved away from.
    const away = () => before.remove();
    if (look) away();
    viewer.addOnceHandler("animation-start", away);
    viewer.addHandler("update-viewport", () => {
      const item = viewer.world.getItemAt(0);
      if (item && item.getFullyLoaded()) away();
    });
  }
}

function whenHung(viewer, shown, act) {
  viewer.addHandler("open", () => {
    if (viewer.world.getItemCount() === shown.length) act();
  });
}

// A handscroll begins at its right end, everything else whole and above the words in the corner; couplets and screens
// all together, where none of them is smaller for it.
function begin(viewer, item, ratio, below) {
  const one = item.getBounds();
  if (ratio <= STRIP) {
    const all = viewer.world.getHomeBounds();
    const { x, y } = viewer.viewport.getContainerSize();
    const high = y / (y - below);
    const bounds = all.width / (all.height * high) <= x / y ? all : one;
    viewer.viewport.fitBounds(
      new window.OpenSeadragon.Rect(bounds.x, bounds.y, bounds.width, bounds.height * high),
      true
    );
    return;
  }
  const seen = viewer.viewport.getAspectRatio() * one.height;
  const width = Math.min(one.width, seen);
  viewer.viewport.fitBounds(
    new window.OpenSeadragon.Rect(one.x + one.width - width, one.y, width, one.height),
    true
  );
}

// Bring a part of a picture near, with some of what surrounds it.
function frameOf(viewer, itemOf) {
  return (medium, [x, y, width, height], atOnce) => {
    const item = itemOf(medium);
    if (!item) return null;
    const place = item.imageToViewportRectangle(x, y, width, height);
    const margin = Math.max(place.width, place.height) * 0.15;
    const around = new window.OpenSeadragon.Rect(
      place.x - margin,
      place.y - margin,
      place.width + 2 * margin,
      place.height + 2 * margin
    );
    viewer.viewport.fitBounds(around, Boolean(atOnce) || isStill);
    return place;
  };
}

function isPlain(event) {
  return !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
}

if (wall) {
  ["pointerover", "touchstart", "focusin"].forEach((name) =>
    wall.addEventListener(name, prepare, { once: true, passive: true })
  );
  wall.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("zoom:look", (event) => {
    const { medium, box } = event.detail;
    const link = panels.find((each) => each.dataset.medium === String(medium));
    if (current && current.itemOf(medium)) current.frame(medium, box, false);
    else if (link && !current) open(link, { medium, box });
  });
  document.querySelectorAll("a[data-square]").forEach((link) => {
    const [medium, x, y, side] = link.dataset.square.split(",").map(Number);
    link.addEventListener("click", (event) => {
      if (!isPlain(event) || !panels.some((each) => each.dataset.medium === String(medium))) return;
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("zoom:look", { detail: { medium, box: [x, y, side, side] } }));
    });
  });
}
