// Put a list in order by dragging its grips or with the arrow keys; each change is saved at once. The buttons of the
// form do the same where no script runs.

for (const form of document.querySelectorAll("[data-order]")) {
  for (const item of form.querySelectorAll("li")) {
    item.insertBefore(grip(form, item), item.firstChild);
  }
}

function grip(form, item) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "order-grip";
  handle.textContent = "⠿";
  handle.title = form.dataset.grip;
  handle.setAttribute("aria-label", `${form.dataset.grip}: ${item.querySelector("a").textContent}`);
  handle.addEventListener("keydown", (event) => {
    const other = { ArrowUp: item.previousElementSibling, ArrowDown: item.nextElementSibling }[event.key];
    if (other) {
      event.preventDefault();
      item.parentNode.insertBefore(item, event.key === "ArrowUp" ? other : other.nextSibling);
      handle.focus();
      save(form);
    }
  });
  handle.addEventListener("pointerdown", (event) => drag(form, item, handle, event));
  return handle;
}

// Pointer events serve mouse, pen and finger alike; the grip alone takes the finger, so the page still scrolls.
function drag(form, item, handle, event) {
  if (event.button !== 0) {
    return;
  }
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  item.classList.add("order-moving");
  const before = order(form);
  const list = item.parentNode;
  const follow = (moved) => {
    const items = Array.from(list.children);
    const from = items.indexOf(item);
    const to = items.findIndex((other) => {
      const box = other.getBoundingClientRect();
      return moved.clientY > box.top && moved.clientY < box.bottom;
    });
    const box = to < 0 ? null : items[to].getBoundingClientRect();
    // The others step aside: were the item itself taken out and put back, its grip would lose the pointer.
    if (to > from && moved.clientY > box.top + box.height / 2) {
      items.slice(from + 1, to + 1).forEach((other) => list.insertBefore(other, item));
    } else if (to >= 0 && to < from && moved.clientY < box.top + box.height / 2) {
      items
        .slice(to, from)
        .reverse()
        .forEach((other) => list.insertBefore(other, item.nextSibling));
    }
  };
  const end = () => {
    handle.removeEventListener("pointermove", follow);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
    item.classList.remove("order-moving");
    if (order(form) !== before) {
      save(form);
    }
  };
  handle.addEventListener("pointermove", follow);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}

function order(form) {
  return new FormData(form).getAll("order").join(" ");
}

let saving = Promise.resolve();

// One after the other, so that the last order that was seen is the one that is kept.
function save(form) {
  const items = Array.from(form.querySelectorAll("li"));
  items.forEach((item, place) => {
    item.querySelector(".order-place").textContent = place + 1;
    item.querySelector("[name=up]").disabled = place === 0;
    item.querySelector("[name=down]").disabled = place === items.length - 1;
  });
  const typed = new FormData(form);
  saving = saving.then(() => send(form, typed));
}

async function send(form, typed) {
  const says = form.querySelector("[data-says]");
  try {
    const answer = await fetch(window.location.pathname, {
      method: "POST",
      body: typed,
      credentials: "same-origin",
      headers: { "X-Requested-With": "fetch" },
    });
    const said = answer.headers.get("Content-Type").includes("json") ? await answer.json() : {};
    says.textContent = said.sentence || form.dataset.lost;
  } catch (error) {
    says.textContent = form.dataset.lost;
  }
}
