// A ruler in the room in which a work is looked at closely (zoom.js): so many centimetres of the real sheet.

const wall = document.querySelector("[data-ruler]");
const LENGTHS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200];
const PARTS = { 0.5: 5, 1: 10, 2: 2, 5: 5, 10: 10, 20: 2, 50: 5, 100: 10, 200: 2 };
const SHORTEST = 72;

function add(event) {
  const { viewer, room, link } = event.detail;
  const cm = Number(link.dataset.cm);
  if (!cm) return;
  const ruler = document.createElement("div");
  ruler.className = "zoom-ruler";
  const scale = document.createElement("div");
  const words = document.createElement("span");
  ruler.append(scale, words);
  room.append(ruler);
  const item = event.detail.itemOf(link.dataset.medium);

  function measure() {
    const perUnit = viewer.viewport.getContainerSize().x * viewer.viewport.getZoom(true);
    const perCm = (item.getBounds(true).width * perUnit) / cm;
    const length = LENGTHS.find((each) => each * perCm >= SHORTEST) || LENGTHS[LENGTHS.length - 1];
    const width = Math.round(length * perCm);
    scale.style.width = `${width}px`;
    scale.style.backgroundSize = `${width / PARTS[length]}px 100%`;
    words.textContent = wall.dataset.ruler.replace("LENGTH", length);
  }

  viewer.addHandler("update-viewport", measure);
  measure();
}

if (wall) document.addEventListener("zoom:opened", add);
