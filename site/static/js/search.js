// Titles and names that say what is typed so far, in a list beneath it: by arrow keys, touch and ear (a combobox, as ARIA
// has it). The browser's own list will not do: it hides what does not contain the very letters, so that pinyin and
// traditional characters are offered nothing. Without this module the form works alike, and what is said late in a long
// recording is read in its transcript, which lecture.js brings to the recording's page.

const PAUSE = 200; // milliseconds without a key before we ask

const input = document.getElementById("q");
const list = document.getElementById("suggestions");
let timer = 0;
let asked = "";
let at = -1; // which is chosen by the arrow keys; -1 is what was typed

function choose(place) {
  at = place;
  Array.from(list.children).forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
  if (at < 0) {
    input.removeAttribute("aria-activedescendant");
  } else {
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
}

function show(words) {
  list.textContent = "";
  words.forEach((word, n) => {
    const option = document.createElement("li");
    option.id = `suggestion-${n}`;
    option.setAttribute("role", "option");
    option.textContent = word;
    list.appendChild(option);
  });
  list.hidden = !words.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  choose(-1);
}

function close() {
  window.clearTimeout(timer);
  asked = "";
  show([]);
}

async function offer() {
  const text = input.value.trim();
  if (text === asked) return;
  asked = text;
  // One letter is the beginning of everything; one character is a word.
  if (!text || (text.length < 2 && text < "\u2e80")) return show([]);
  try {
    const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(text)}`);
    const words = response.ok ? (await response.json()).suggestions : [];
    // Who has typed on, or gone elsewhere, is told nothing late.
    if (asked === text) show(words);
  } catch (error) {
    if (asked === text) show([]);
  }
}

function take(option) {
  input.value = option.textContent;
  close();
  input.form.submit();
}

function press(event) {
  // While a syllable is composed, the keys are the input method's.
  if (event.isComposing || list.hidden) return;
  const count = list.children.length;
  // From what was typed through the list and back to what was typed.
  if (event.key === "ArrowDown") choose(at + 1 < count ? at + 1 : -1);
  else if (event.key === "ArrowUp") choose(at < 0 ? count - 1 : at - 1);
  else if (event.key === "Enter" && at >= 0) take(list.children[at]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
}

if (input && list) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", (event) => {
    window.clearTimeout(timer);
    // A syllable that is still being composed is no word yet.
    if (!event.isComposing) timer = window.setTimeout(offer, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(offer, PAUSE);
  });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  // The input keeps the focus, or its list would be gone before it is touched.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

document.querySelectorAll("a[data-with-script]").forEach((link) => {
  link.href = link.dataset.withScript;
});
