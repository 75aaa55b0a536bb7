// The form of a work saves itself. Contract: <form id="work" data-files data-changed data-saving data-unsaved
// data-refused data-busy data-count> with a hidden `basis`, a `.saved` line, `#work-files` (replaced after uploads),
// `#authors` rows, `#id_text` and `#text-count`. Without this script the same form saves by its buttons.
//
// A save is posted to the form's own address with `X-Requested-With: fetch`; the answer is
// {saved, basis, filled, size, sentences: [{place, sentence}]}, or {sentence}: nothing was kept, and why (401: the session has
// ended; 409: another window, or the work was sent).

import { forget, keep, restore } from "./work-kept.js";

const PAUSE = 1500;
const RETRY = 8000;
const BUSY = ["waiting", "sending", "trouble", "offline"].map((state) => `.uploader-row[data-state=${state}]`).join();

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
  data.delete("signed");
  return data;
}

async function post(address, data) {
  // Signing in again, in another window, changes the token: the cookie always has the present one.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token) {
    form.elements.csrfmiddlewaretoken.value = token[1];
    data.set("csrfmiddlewaretoken", token[1]);
  }
  return fetch(address, {
    method: "POST",
    body: data,
    credentials: "same-origin",
    headers: { "X-Requested-With": "fetch" },
  });
}

// Save what stands in the form now; one save at a time, the next waits for it. The promise tells whether the page may
// be left: not where the server has not got what was typed.
function save() {
  clearTimeout(timer);
  running = (running || Promise.resolve()).then(saveNow);
  return running;
}

async function saveNow() {
  if (!dirty || leaving) {
    return true;
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
    say(response ? form.dataset.refused : form.dataset.unsaved, true);
    later(RETRY);
    return false;
  }
  const answer = await response.json();
  if (!response.ok) {
    dirty = true;
    say(answer.sentence, true);
    if (response.status === 401) {
      later(RETRY);
      return false;
    }
    // Somebody's other window, or the work was sent: trying again by itself would not be right.
    form.querySelector(".actions [value=save]").hidden = false;
    return true;
  }
  basis.value = answer.basis;
  if (!dirty) {
    forget();
  }
  take(answer);
  const wrong = answer.sentences.map((each) => each.sentence).join(" ");
  say(wrong ? `${answer.saved} ${wrong}` : answer.saved, Boolean(wrong));
  return true;
}

function count() {
  const text = document.getElementById("id_text");
  const words = document.getElementById("text-count");
  if (!text || !words) {
    return;
  }
  // The same rule as zh.count: a run of Latin letters or digits counts one, every other visible character one.
  const found = text.value.match(/[A-Za-z0-9\u00c0-\u024f]+(?:[.,'’-][A-Za-z0-9\u00c0-\u024f]+)*|[^\s]/gu) || [];
  const signs = text.value.match(/\S/gu) || [];
  words.textContent = form.dataset.count.replace("{words}", found.length).replace("{signs}", signs.length);
  words.hidden = found.length === 0;
}

// What the server knows from the files, into fields that are still empty; and what the measures come near to.
function take(answer) {
  for (const id of Object.keys(answer.filled || {})) {
    const field = document.getElementById(id);
    if (field && !field.value) {
      field.value = answer.filled[id];
    }
  }
  const hint = document.getElementById("size-hint");
  hint.hidden = !answer.size;
  hint.textContent = answer.size ? `${hint.dataset.size} ${answer.size}` : "";
}

// Attach what the uploader brought, one after the other, and show the list of files as it is now.
let attaching = Promise.resolve();

async function attach(uid, before) {
  await save();
  const data = new FormData();
  data.append("asset", uid);
  data.append("before", before);
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
  attaching = attaching.then(() => attach(event.detail.uid, event.detail.before));
});

// A file stood its check: its camera may tell a date.
form.addEventListener("uploader:settled", () => {
  dirty = true;
  later(PAUSE / 3);
});

// The signed declaration goes at once: nothing is lost where the page is left afterwards.
form.addEventListener("change", async (event) => {
  const field = event.target;
  if (field.id !== "id_signed" || !field.files.length || !(await save())) {
    return;
  }
  const data = new FormData();
  data.append("signed", field.files[0]);
  const response = await post(form.dataset.files, data).catch(() => null);
  if (response && response.ok) {
    const list = document.createElement("div");
    list.innerHTML = await response.text();
    const paper = list.querySelector("[data-paper]");
    document.getElementById("work-paper").innerHTML = paper ? paper.innerHTML : "";
    field.value = "";
  } else {
    say(response ? form.dataset.refused : form.dataset.unsaved, true);
  }
});

// The form of a calligraphy names the places of its pictures: a couplet's first line hangs right.
form.addEventListener("change", async (event) => {
  if (event.target.id !== "id_details_form" || !(await save())) {
    return;
  }
  const response = await post(form.dataset.files, new FormData()).catch(() => null);
  if (response && response.ok) {
    document.getElementById("work-files").innerHTML = await response.text();
  }
});

// Order and removal, without leaving the page: other files may be on their way.
document.getElementById("work-files").addEventListener("click", async (event) => {
  const act = event.target.name === "act" && event.target.value;
  if (!act) {
    return;
  }
  event.preventDefault();
  await save();
  const data = new FormData();
  data.append("act", act);
  const response = await post(form.dataset.files, data).catch(() => null);
  const list = document.getElementById("work-files");
  if (response && response.ok) {
    list.innerHTML = await response.text();
    (list.querySelector(`[value="${act}"]`) || list.querySelector("button") || document.getElementById("id_files")).focus();
  } else {
    say(response ? form.dataset.refused : form.dataset.unsaved, true);
  }
});

function changed(pause) {
  if (!dirty) {
    say(form.dataset.changed);
  }
  dirty = true;
  keep(form);
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
  addAuthorRow().querySelector("input").focus();
});

function addAuthorRow() {
  const rows = form.querySelectorAll(".author-row");
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
  }
  last.after(row);
  return row;
}

// Nobody leaves before everything is saved: where the session has ended, the next page would have lost it.
form.addEventListener("submit", async (event) => {
  const button = event.submitter || document.activeElement;
  const act = button && button.name === "act" ? button.value : "save";
  event.preventDefault();
  if (leaving) {
    return;
  }
  if (act === "preview" && form.querySelector(BUSY)) {
    say(form.dataset.busy, true);
    return;
  }
  dirty = true;
  if (!(await save()) || leaving) {
    return;
  }
  leaving = true;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "act";
  field.value = act;
  form.append(field);
  form.submit();
});

window.addEventListener("pageshow", (event) => {
  // Back from the next page: what the browser kept of the form is older than what was saved.
  if (event.persisted) {
    window.location.reload();
  }
});
// Whoever closes the tab before the server has everything is asked first.
window.addEventListener("beforeunload", (event) => {
  if (dirty && !leaving) {
    event.preventDefault();
    event.returnValue = "";
  }
});
window.addEventListener("online", () => dirty && save());
document.addEventListener("visibilitychange", () => document.hidden && dirty && save());

// Where the page itself came back from the server with what was typed, that is newer than what was kept.
if (!document.getElementById("wrong") && restore(form, addAuthorRow)) {
  changed(PAUSE / 3);
} else {
  forget();
}
count();
const wrong = document.getElementById("wrong");
if (wrong) {
  wrong.focus();
  // This page answers a POST: a reload would send again what stood in it then, older than what is saved since.
  window.history.replaceState(null, "", window.location.href);
}
