// Titles that answer what is typed so far, offered by the browser's own list. Without this module the form works alike,
// and what is said late in a long recording is read in its transcript, which lecture.js brings to the recording's page.

const PAUSE = 200; // milliseconds without a key before we ask

const input = document.getElementById("q");
const list = document.getElementById("suggestions");
let timer = 0;
let asked = "";

async function offer() {
  const text = input.value.trim();
  if (text.length < 2 || text === asked) return;
  asked = text;
  const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(text)}`);
  if (!response.ok || asked !== text) return;
  const { suggestions } = await response.json();
  list.textContent = "";
  for (const title of suggestions) {
    const option = document.createElement("option");
    option.value = title;
    list.appendChild(option);
  }
}

if (input && list) {
  input.addEventListener("input", (event) => {
    window.clearTimeout(timer);
    // A syllable that is still being composed is no word yet.
    if (!event.isComposing) timer = window.setTimeout(offer, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    timer = window.setTimeout(offer, PAUSE);
  });
}

document.querySelectorAll("a[data-with-script]").forEach((link) => {
  link.href = link.dataset.withScript;
});
