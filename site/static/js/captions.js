// Captions that save themselves while one types, and are never lost: what is not saved is tried again, and the page is
// not left without a word. Alt and the arrow up, or a button, take the caption above. The form does the same without it.

const form = document.querySelector("[data-captions]");
const PAUSE_MS = 800;
const AGAIN_MS = 4000;

function start() {
  const fields = Array.from(form.querySelectorAll("textarea"));
  const saved = form.querySelector("[data-saved]");
  let waiting = 0;
  let busy = false;

  const was = (field) => form.elements[field.name.replace("caption-", "was-")];
  const changed = () => fields.filter((field) => field.value !== was(field).value);

  function later(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  }

  async function save() {
    const news = changed().map((field) => [field, field.value]);
    if (busy || !news.length) {
      return;
    }
    busy = true;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [field, value] of news) {
      data.set(field.name, value);
      data.set(was(field).name, was(field).value);
    }
    const headers = { "X-Requested-With": "fetch" };
    const answer = await fetch("", { method: "POST", body: data, credentials: "same-origin", headers }).catch(() => null);
    const json = answer && !answer.redirected && (answer.headers.get("Content-Type") || "").includes("json");
    busy = false;
    if (json && answer.ok) {
      for (const [field, value] of news) {
        was(field).value = value;
      }
    }
    saved.textContent = json ? (await answer.json()).sentence : form.dataset.sayUnsaved;
    if (changed().length) {
      later(json && answer.ok ? PAUSE_MS : AGAIN_MS);
    }
  }

  function write(field, text) {
    field.value = text;
    saved.textContent = form.dataset.sayChanged;
    later(PAUSE_MS);
  }

  function asAbove(field) {
    const above = fields[fields.indexOf(field) - 1];
    if (above) {
      write(field, above.value);
    }
  }

  form.addEventListener("input", () => {
    saved.textContent = form.dataset.sayChanged;
    later(PAUSE_MS);
  });
  form.addEventListener("focusout", () => later(0));
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (button && button.name === "same" && button.value === "all") {
      fields.filter((field) => !field.value.trim()).forEach(asAbove);
    } else if (button && button.name === "same") {
      const field = form.elements[`caption-${button.value}`];
      asAbove(field);
      field.focus();
    } else {
      later(0);
    }
  });
  form.addEventListener("keydown", (event) => {
    const at = fields.indexOf(event.target);
    if (at < 0 || event.isComposing) {
      return;
    }
    if (event.altKey && event.key === "ArrowUp") {
      event.preventDefault();
      asAbove(fields[at]);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (fields[at + 1]) {
        fields[at + 1].focus();
      }
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed().length) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  document.querySelectorAll(".hm-keys").forEach((each) => {
    each.hidden = false;
  });
}

if (form) {
  start();
}
