// The library's list: what is ticked, and the bar that appears with it. Without this, ticks and buttons work as they
// are: the bar is always there, and the server says what is missing.

const form = document.querySelector("[data-chosen]");
const filter = document.querySelector("[data-filter]");

if (filter) {
  // Addresses carry what narrows, and nothing else.
  filter.addEventListener("submit", () => {
    for (const field of filter.elements) {
      if (field.name && !field.value.trim()) {
        field.disabled = true;
        setTimeout(() => { field.disabled = false; });
      }
    }
  });
}

if (form) {
  const ticks = [...form.querySelectorAll('input[name="asset"]')];
  const bar = form.querySelector("[data-bulk]");
  const all = form.querySelector('input[name="all"]');
  const page = form.querySelector("[data-page-tick]");
  const count = form.querySelector("[data-count]");
  const wholePage = page.querySelector("input");
  let last = null;

  const show = () => {
    const number = ticks.filter((tick) => tick.checked).length;
    const everything = all && all.checked;
    for (const tick of ticks) {
      tick.closest("li").classList.toggle("hm-grid__cell--chosen", tick.checked || everything);
    }
    bar.classList.toggle("hm-bulk--away", !number && !everything);
    form.classList.toggle("hm-chosen--some", number > 0 || everything);
    count.textContent = count.dataset.count.replace("{number}", everything ? form.dataset.all : number);
    wholePage.checked = number === ticks.length;
    wholePage.indeterminate = number > 0 && number < ticks.length;
    if (all) {
      all.closest("label").hidden = !everything && number < ticks.length;
    }
  };

  const choose = (some, on) => {
    for (const tick of some) {
      tick.checked = on;
    }
    show();
  };

  form.addEventListener("click", (event) => {
    const tick = event.target;
    if (tick.name !== "asset") {
      return;
    }
    if (event.shiftKey && last) {
      const [from, to] = [ticks.indexOf(last), ticks.indexOf(tick)].sort((a, b) => a - b);
      choose(ticks.slice(from, to + 1), tick.checked);
    }
    last = tick;
  });
  form.addEventListener("change", (event) => {
    if (event.target === wholePage) {
      choose(ticks, wholePage.checked);
    }
    if (event.target.name === "asset" && all) {
      all.checked = false;
    }
    show();
  });
  form.addEventListener("reset", () => setTimeout(show));

  // Enter in a field presses the button beside it.
  form.addEventListener("keydown", (event) => {
    const verb = event.key === "Enter" && event.target.dataset.presses;
    if (verb) {
      event.preventDefault();
      form.querySelector(`button[name="do"][value="${verb}"]`).click();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    const open = bar.querySelector("details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (form.classList.contains("hm-chosen--some")) {
      form.reset();
    }
  });
  // One panel at a time.
  for (const menu of bar.querySelectorAll("details")) {
    menu.addEventListener("toggle", () => {
      if (menu.open) {
        bar.querySelectorAll("details").forEach((other) => { other.open = other === menu; });
        menu.querySelector("input, select").focus();
      }
    });
  }

  form.querySelector("[data-clear]").hidden = false;
  page.hidden = false;
  show();
  // A page that the browser shows again may come with ticks.
  window.addEventListener("pageshow", show);
}
