// The form of a work saves itself. Contract: <form id="work" data-files data-changed data-saving data-unsaved data-count> with a
// hidden `basis`, a `.saved` line, `#work-files` (replaced after uploads), `#authors` rows, `#id_text` and
// `#text-count`. Without this script the same form saves by its buttons.
//
// A save is posted to the form's own address with `X-Requested-With: fetch`; the answer is
// {saved, basis, sentences: [{place, sentence}]}, or with status 409 {sentence}: nothing was kept, and why.

const PAUSE = 1500;
const RETRY = 8000;

const form = document.getElementById("work");
const line = form.querySelector(".saved");
const basis = form.elements.basis;

let timer = 0;
let running = null;
let dirty = false;
let leaving = false;

for (const button of form.querySelectorAll("[data-without-script]")) {
  button.hidden = true;
}

function say(text, failing) {
  line.textContent = text;
  line.classList.toggle("is-failing", Boolean(failing));
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function typed() {
  const data = new FormData(form);
  // Files go their own way; a form that is saved every few seconds must not carry them.
  data.delete("files");
  return data;
}

async function post(address, data) {
  return fetch(address, {
    method: "POST",
    body: data,
    credentials: "same-origin",
    headers: { "X-Requested-With": "fetch" },
  });
}

// Save what stands in the form now; one save at a time, the next waits for it.
function save() {
  clearTimeout(timer);
  running = (running || Promise.resolve()).then(saveNow);
  return running;
}

async function saveNow() {
  if (!dirty || leaving) {
    return;
  }
  dirty = false;
  say(form.dataset.saving);
  let response;
  try {
    response = await post(window.location.pathname, typed());
  } catch (error) {
    response = null;
  }
  const json = response && (response.headers.get("Content-Type") || "").indexOf("json") > 0;
  if (!json) {
    dirty = true;
    say(form.dataset.unsaved, true);
    later(RETRY);
    return;
  }
  const answer = await response.json();
  if (!response.ok) {
    // Somebody's other window, or the work was sent: trying again by itself would not be right.
    dirty = true;
    say(answer.sentence, true);
    return;
  }
  basis.value = answer.basis;
  const wrong = answer.sentences.map((each) => each.sentence).join(" ");
  say(wrong ? `${answer.saved} ${wrong}` : answer.saved, Boolean(wrong));
}

function count() {
  const text = document.getElementById("id_text");
  const words = document.getElementById("text-count");
  if (!text || !words) {
    return;
  }
  // The same rule as zh.count: a run of Latin letters or digits counts one, every other visible character one.
  const found = text.value.match(/[A-Za-z0-9\u00c0-\u024f]+(?:[.,'’-][A-Za-z0-9\u00c0-\u024f]+)*|[^\s]/gu) || [];
  words.textContent = `${form.dataset.count} ${found.length}`;
  words.hidden = found.length === 0;
}

// Attach what the uploader brought, one after the other, and show the list of files as it is now.
let attaching = Promise.resolve();

async function attach(uid) {
  await save();
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("asset", uid);
  const response = await post(form.dataset.files, data).catch(() => null);
  if (response && response.ok) {
    document.getElementById("work-files").innerHTML = await response.text();
    return;
  }
  // It has arrived safely; the next save carries its uid along.
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "asset";
  field.value = uid;
  form.append(field);
  dirty = true;
  later(RETRY);
}

form.addEventListener("uploader:arrived", (event) => {
  event.preventDefault();
  attaching = attaching.then(() => attach(event.detail.uid));
});

function changed(pause) {
  if (!dirty) {
    say(form.dataset.changed);
  }
  dirty = true;
  later(pause);
}

form.addEventListener("input", (event) => {
  if (event.target.type === "file") {
    return;
  }
  changed(PAUSE);
  if (event.target.id === "id_text") {
    count();
  }
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "file" && dirty) {
    changed(PAUSE / 3);
  }
});

// Add an author without leaving the page.
document.getElementById("authors").addEventListener("click", (event) => {
  if (event.target.value !== "add_author") {
    return;
  }
  event.preventDefault();
  const rows = form.querySelectorAll(".author-row");
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
  }
  last.after(row);
  row.querySelector("input").focus();
});

// A button of the form saves by itself: a save on its way must end first, or it would seem another window's.
form.addEventListener("submit", (event) => {
  if (!running || leaving) {
    leaving = true;
    return;
  }
  const button = event.submitter || document.activeElement;
  event.preventDefault();
  clearTimeout(timer);
  leaving = true;
  running.then(() => {
    if (button && button.name === "act") {
      const act = document.createElement("input");
      act.type = "hidden";
      act.name = "act";
      act.value = button.value;
      form.append(act);
    }
    form.submit();
  });
});

window.addEventListener("pageshow", (event) => {
  // Back from the next page: what the browser kept of the form is older than what was saved.
  if (event.persisted) {
    window.location.reload();
  }
});
window.addEventListener("online", () => dirty && save());
document.addEventListener("visibilitychange", () => document.hidden && dirty && save());

count();
const wrong = document.getElementById("wrong");
if (wrong) {
  wrong.focus();
}
