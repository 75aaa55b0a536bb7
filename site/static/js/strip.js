// A handscroll is unrolled by the mouse, too, and is sharp wherever it is. The picture that stands there has 2,880 pixels
// for all its length, so the tiles of what is in sight are laid over it (IIIF Image API 3, level 0). Without script or
// tiles the picture is all.
//
// <div data-strip> <a data-tiles="…/info.json" data-size="width,height"> <picture>

// So many screens on either side are fetched before they come into sight.
const BESIDE = 0.75;
// A hand that clicks moves so many pixels.
const SLIP = 4;

function lay(strip, link, info) {
  const picture = link.querySelector("img");
  const base = link.dataset.tiles.replace(/\/info\.json$/, "");
  const { width: side, scaleFactors } = info.tiles[0];
  const over = document.createElement("div");
  over.className = "strip-tiles";
  let laid = new Set();
  let zoom = 0;

  // The coarsest whose pixels are no larger than the screen's; of very fine screens every second is enough.
  function scale() {
    const wanted = 0.8 * picture.clientWidth * Math.min(window.devicePixelRatio, 2);
    // A picture of one tile has another address, and would say nothing new.
    return Math.max(1, ...scaleFactors.filter((each) => info.width / each > Math.max(wanted, side)));
  }

  function tile(x, y, step, factor) {
    const width = Math.min(step, info.width - x);
    const height = Math.min(step, info.height - y);
    const image = new Image();
    const [left, top, right, bottom] = [x, y, x + width, y + height].map((each) => Math.round(each * zoom));
    image.alt = "";
    image.decoding = "async";
    Object.assign(image.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
    // One that does not come leaves the picture beneath in sight.
    image.addEventListener("error", () => image.remove());
    const size = `${Math.ceil(width / factor)},${Math.ceil(height / factor)}`;
    image.src = `${base}/${x},${y},${width},${height}/${size}/0/default.jpg`;
    over.append(image);
  }

  function show() {
    if (picture.clientWidth / info.width !== zoom) {
      zoom = picture.clientWidth / info.width;
      laid = new Set();
      over.textContent = "";
    }
    const factor = scale();
    const step = side * factor;
    const [frame, box] = [strip.getBoundingClientRect(), picture.getBoundingClientRect()];
    const from = Math.max(0, (frame.left - box.left - BESIDE * frame.width) / zoom);
    const to = Math.min(info.width, (frame.right - box.left + BESIDE * frame.width) / zoom);
    for (let x = Math.floor(from / step) * step; x < to; x += step) {
      if (laid.has(x)) continue;
      laid.add(x);
      for (let y = 0; y < info.height; y += step) tile(x, y, step, factor);
    }
  }

  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    window.requestAnimationFrame(() => {
      isAsked = false;
      show();
    });
  };
  link.querySelector("picture").after(over);
  strip.addEventListener("scroll", ask, { passive: true });
  window.addEventListener("resize", ask);
  show();
}

async function begin(strip) {
  const link = strip.querySelector("a[data-tiles]");
  if (!link) return;
  const widths = Array.from(link.querySelectorAll("[srcset]"), (each) => each.srcset.match(/\d+(?=w)/g));
  const [width] = link.dataset.size.split(",").map(Number);
  if (Math.max(...[].concat(...widths)) >= width) return;
  const answer = await fetch(link.dataset.tiles, { credentials: "same-origin" });
  if (answer.ok) lay(strip, link, await answer.json());
}

// A finger does it by itself. What was drawn along is not clicked.
function hold(strip) {
  let held = null;
  strip.addEventListener("dragstart", (event) => event.preventDefault());
  strip.addEventListener("pointerdown", (event) => {
    const isMouse = event.pointerType === "mouse" && !event.button;
    held = isMouse ? { x: event.clientX, left: strip.scrollLeft, isDrawn: false } : null;
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const by = event.clientX - held.x;
    if (event.buttons !== 1) held = null;
    else if (held.isDrawn || Math.abs(by) > SLIP) {
      held.isDrawn = true;
      strip.scrollLeft = held.left - by;
    }
    strip.classList.toggle("is-held", Boolean(held && held.isDrawn));
  });
  strip.addEventListener(
    "click",
    (event) => {
      strip.classList.remove("is-held");
      if (!held || !held.isDrawn) return;
      held = null;
      event.preventDefault();
      event.stopPropagation();
    },
    true
  );
}

document.querySelectorAll("[data-strip]").forEach(hold);

// After all else, the picture is there first; and not before somebody comes near.
function watch() {
  const near = new IntersectionObserver(
    (seen) => {
      seen.filter((each) => each.isIntersecting).forEach(({ target }) => {
        near.unobserve(target);
        begin(target);
      });
    },
    { rootMargin: "400px" }
  );
  document.querySelectorAll("[data-strip]").forEach((each) => near.observe(each));
}

if (document.readyState === "complete") watch();
else window.addEventListener("load", watch);
