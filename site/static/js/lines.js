// The lines of a transcription and their places on the work: a line that is pointed at or focused lights its place, a
// click leads there closely (zoom.js), from line to line. Without script the lines are anchors that light their place.
// How the lines run, down or across, is kept for this reader.

const wall = document.querySelector("[data-zoom]");
const across = document.getElementById("across");
const links = Array.from(document.querySelectorAll("a.line-marked"));
const KEPT = "hanmo-lines-across";

function rects(line) {
  return Array.from(document.querySelectorAll(`.places rect[data-line="${line}"]`));
}

function light(line) {
  document.querySelectorAll(".places .lit").forEach((each) => each.classList.remove("lit"));
  if (line === null) return;
  rects(line).forEach((rect) => {
    const svg = rect.ownerSVGElement;
    let around = rect;
    while (around && around.tagName !== "path") around = around.nextElementSibling;
    if (around) around.classList.add("lit");
    const strip = svg.closest(".strip");
    if (strip) bring(strip, rect);
  });
}

function bring(strip, rect) {
  const frame = strip.getBoundingClientRect();
  const box = rect.getBoundingClientRect();
  if (box.left < frame.left || box.right > frame.right) {
    strip.scrollBy(box.left + box.width / 2 - frame.left - frame.width / 2, 0);
  }
}

function placeOf(line) {
  const found = rects(line);
  if (!found.length) return null;
  const medium = found[0].closest("a").dataset.medium;
  const read = (rect) => ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  const boxes = found.filter((rect) => rect.closest("a").dataset.medium === medium).map(read);
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  return { medium, boxes, box: [left, top, right - left, bottom - top] };
}

// In the room: the line's words above the work, and the way to the lines before and after it.
let asked = null;

function bar(event) {
  const { viewer, room, itemOf } = event.detail;
  if (asked === null) return;
  const numbers = Array.from(new Set(links.map((link) => link.dataset.line)), Number).sort((a, b) => a - b);
  const top = document.createElement("div");
  top.className = "zoom-line";
  const words = document.createElement("p");
  words.lang = document.querySelector(".across").lang;
  words.setAttribute("aria-live", "polite");
  const step = (text, by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => show(numbers[numbers.indexOf(asked) + by]));
    return button;
  };
  const before = step(wall.dataset.before, -1);
  const after = step(wall.dataset.after, 1);
  top.append(before, words, after);
  room.insertBefore(top, room.firstChild);
  room.classList.add("zoom-lined");

  function show(line) {
    asked = line;
    const place = placeOf(line);
    const link = document.querySelector(`.across a.line-marked[data-line="${line}"]`);
    words.textContent = link.textContent;
    before.disabled = line === numbers[0];
    after.disabled = line === numbers[numbers.length - 1];
    document.dispatchEvent(new CustomEvent("zoom:look", { detail: place }));
    viewer.clearOverlays();
    place.boxes.forEach((box) => {
      const item = itemOf(place.medium);
      const mark = document.createElement("div");
      mark.className = "zoom-place";
      if (item) viewer.addOverlay({ element: mark, location: item.imageToViewportRectangle(...box) });
    });
  }
  show(asked);
}

if (wall && links.length) {
  links.forEach((link) => {
    const line = link.dataset.line;
    link.addEventListener("focus", () => light(line));
    link.addEventListener("blur", () => light(null));
    link.addEventListener("mouseenter", () => light(line));
    link.addEventListener("mouseleave", () => light(null));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      const place = placeOf(line);
      if (!place) return;
      event.preventDefault();
      asked = Number(line);
      document.dispatchEvent(new CustomEvent("zoom:look", { detail: place }));
    });
  });
  document.addEventListener("zoom:opened", bar);
  document.addEventListener("zoom:closed", () => {
    asked = null;
  });
}

if (across) {
  try {
    across.checked = window.localStorage.getItem(KEPT) === "1";
    across.addEventListener("change", () => window.localStorage.setItem(KEPT, across.checked ? "1" : "0"));
  } catch (error) {
    // A browser that keeps nothing: the switch works all the same.
  }
}
