// An event's contact sheet: files appear as they arrive and are checked, a click or the keyboard picks them, one is seen
// large, beside another where one is kept. Without this, forms do the same (media_library/albums/album.html).

const album = document.querySelector("[data-picker]");
const sheet = document.querySelector("[data-sheet]");
const drop = document.querySelector("[data-drop]");
const pattern = document.querySelector("[data-cell]");
const LOOK_MS = 2500;
const ASKED_AT_ONCE = 60;

document.querySelectorAll("[data-without-script]").forEach((each) => each.remove());
document.querySelectorAll(".hm-keys, [data-look]").forEach((each) => {
  each.hidden = false;
});

function cells() {
  return Array.from(sheet.children);
}

function count(name, change) {
  document.querySelectorAll(`[data-count="${name}"]`).forEach((each) => {
    each.textContent = typeof change === "number" ? change : Number(each.textContent) + change.by;
  });
}

// Picking: each change is saved at once, one after the other, and is undone where that fails.

let saving = Promise.resolve();

function save(box) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", album.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("shown", box.value);
  if (box.checked) {
    data.set("picked", box.value);
  }
  const headers = { "X-Requested-With": "fetch" };
  saving = saving.then(async () => {
    const answer = await fetch(album.action, { method: "POST", body: data, credentials: "same-origin", headers })
      .then((found) => (found.ok && !found.redirected ? found.json() : null))
      .catch(() => null);
    album.querySelector("[data-trouble]").textContent = answer ? "" : album.dataset.sayLost;
    if (answer) {
      count("picked", answer.picked);
    } else {
      box.checked = !box.checked;
      show();
    }
  });
}

sheet.addEventListener("change", (event) => {
  if (event.target.name === "picked") {
    save(event.target);
    show();
  }
});

// The keyboard: arrows go from box to box as the sheet lies, Enter shows it large; the space bar is the browser's own.

function across() {
  const all = cells();
  const below = all.findIndex((each) => each.offsetTop > all[0].offsetTop);
  return below < 0 ? all.length : below;
}

sheet.addEventListener("keydown", (event) => {
  const here = event.target.closest(".hm-cell");
  if (!here || event.target.name !== "picked") {
    return;
  }
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across(), ArrowDown: across() };
  if (event.key in steps) {
    const to = cells()[cells().indexOf(here) + steps[event.key]];
    if (to) {
      to.querySelector("[name=picked]").focus();
    }
    event.preventDefault();
  } else if (event.key === "Enter") {
    event.preventDefault();
    open(here);
  }
});

// One picture large.

const big = document.querySelector("[data-big]");
const current = big.querySelector("[data-current]");
const kept = big.querySelector("[data-kept]");
let shown = null;

function fill(figure, cell) {
  const image = figure.querySelector("img");
  const { name, taken, caption, large } = cell.dataset;
  const small = cell.querySelector("img");
  image.src = large || (small ? small.src : "");
  image.alt = caption || name;
  figure.querySelector("figcaption").textContent = [name, taken, caption].filter(Boolean).join("\u2003");
}

function show() {
  if (shown && big.open) {
    fill(current, shown);
    big.querySelector("[data-act=pick]").setAttribute("aria-pressed", shown.querySelector("[name=picked]").checked);
    big.querySelector("[data-act=keep]").setAttribute("aria-pressed", !kept.hidden);
  }
}

function open(cell) {
  shown = cell;
  if (!big.open) {
    big.showModal();
  }
  show();
}

const acts = {
  back: () => open(shown.previousElementSibling || shown),
  on: () => open(shown.nextElementSibling || shown),
  close: () => big.close(),
  pick() {
    const box = shown.querySelector("[name=picked]");
    box.checked = !box.checked;
    save(box);
    show();
  },
  keep() {
    if (kept.hidden) {
      fill(kept, shown);
    }
    kept.hidden = !kept.hidden;
    show();
  },
};

big.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) {
    acts[button.dataset.act]();
  }
});
big.addEventListener("keydown", (event) => {
  const keys = { ArrowLeft: "back", ArrowRight: "on", " ": "pick", c: "keep", C: "keep" };
  if (event.key in keys) {
    event.preventDefault();
    acts[keys[event.key]]();
  }
});
big.addEventListener("close", () => {
  kept.hidden = true;
  shown.querySelector("[name=picked]").focus();
});
sheet.addEventListener("click", (event) => {
  if (event.target.closest("[data-look]")) {
    open(event.target.closest(".hm-cell"));
  }
});

// What is not ready yet is asked for, many in one request; when all is, the sheet lies in the order of taking.

function settle(cell, file) {
  if (file.settled) {
    delete cell.dataset.pending;
  }
  Object.assign(cell.dataset, { taken: file.taken, large: file.large });
  cell.querySelector("[data-time]").textContent = file.taken.slice(11, 16);
  const place = cell.querySelector("[data-picture]");
  if (file.thumbnail && !place.querySelector("img")) {
    const image = document.createElement("img");
    image.src = file.thumbnail;
    image.alt = "";
    place.textContent = "";
    place.appendChild(image);
  } else if (!file.thumbnail) {
    place.querySelector("[data-says]").textContent = file.sentence;
  }
}

function sort() {
  const key = (cell) => `${cell.dataset.taken || "\uffff"}\u0000${cell.dataset.name}`;
  const keys = new Map(cells().map((cell) => [cell, key(cell)]));
  const focused = document.activeElement;
  sheet.append(...cells().sort((one, two) => (keys.get(one) < keys.get(two) ? -1 : 1)));
  if (sheet.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

let asking = false;

async function ask() {
  const pending = cells().filter((cell) => "pending" in cell.dataset);
  if (asking || !pending.length) {
    return;
  }
  asking = true;
  const uids = new URLSearchParams(pending.slice(0, ASKED_AT_ONCE).map((cell) => ["uid", cell.dataset.uid]));
  const answer = await fetch(`${album.dataset.state}?${uids}`, { credentials: "same-origin" })
    .then((found) => (found.ok && !found.redirected ? found.json() : { files: [] }))
    .catch(() => ({ files: [] }));
  for (const file of answer.files) {
    const cell = pending.find((each) => each.dataset.uid === file.uid);
    settle(cell, file);
  }
  if (!cells().some((cell) => "pending" in cell.dataset)) {
    sort();
  }
  asking = false;
}

setInterval(ask, LOOK_MS);

// What the uploader brings. The server puts it into the album by itself; here it only joins the sheet.

if (drop) {
  const sent = drop.querySelector("[data-sent]");
  const progress = { done: 0, all: 0 };
  const tell = () => {
    sent.textContent = progress.all
      ? drop.dataset.saySent.replace("{done}", progress.done).replace("{all}", progress.all)
      : "";
  };
  drop.addEventListener("uploader:chosen", (event) => {
    progress.all += event.detail.files.length;
    tell();
  });
  drop.addEventListener("uploader:arrived", (event) => {
    event.preventDefault();
    const { uid, name } = event.detail;
    const cell = pattern.content.firstElementChild.cloneNode(true);
    Object.assign(cell.dataset, { uid, name });
    cell.querySelectorAll("input").forEach((each) => {
      each.value = uid;
    });
    cell.querySelector("bdi").textContent = name;
    cell.querySelector("a").href = album.dataset.asset.replace(/0{8}-.*0{12}/, uid);
    cell.querySelector("[data-look]").hidden = false;
    sheet.appendChild(cell);
    count("all", { by: 1 });
    progress.done += 1;
    tell();
  });
}
