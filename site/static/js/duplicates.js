// Decide on pairs without leaving the page: S the same, D different, N and P go on and back. The forms work without it.

const pairs = Array.from(document.querySelectorAll("[data-pair]"));
let at = 0;

function go(to, scroll = true) {
  at = Math.max(0, Math.min(pairs.length - 1, to));
  pairs[at].focus({ preventScroll: true });
  if (scroll) {
    pairs[at].scrollIntoView({ block: "start" });
  }
}

async function decide(pair, verdict) {
  const form = pair.querySelector("form");
  const says = form.querySelector("[data-says]");
  const data = new FormData(form);
  data.set("verdict", verdict);
  const answer = await fetch(form.action, {
    method: "POST",
    body: data,
    credentials: "same-origin",
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) {
    // The plain way says what is wrong, and asks to sign in again where that is it.
    form.querySelector(`[value="${verdict}"]`).dataset.plain = "yes";
    form.querySelector(`[value="${verdict}"]`).click();
    return;
  }
  const told = await answer.json();
  pair.dataset.verdict = told.verdict;
  says.textContent = told.sentence;
  for (const button of form.querySelectorAll("[name=verdict]")) {
    button.disabled = button.value === told.verdict;
  }
  const next = pairs.findIndex((each, place) => place > pairs.indexOf(pair) && !each.dataset.verdict);
  if (next >= 0) {
    go(next);
  }
}

for (const pair of pairs) {
  pair.addEventListener("focusin", () => {
    at = pairs.indexOf(pair);
  });
  pair.querySelector("form").addEventListener("click", (event) => {
    const { name, value, dataset } = event.target;
    if (name === "verdict" && !dataset.plain) {
      event.preventDefault();
      decide(pair, value);
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "n" || key === "p") {
    go(at + (key === "n" ? 1 : -1));
  } else if (key === "s" || key === "d") {
    const button = pairs[at].querySelector(`[value="${key === "s" ? "same" : "different"}"]`);
    if (!button.disabled) {
      decide(pairs[at], button.value);
    }
  } else {
    return;
  }
  event.preventDefault();
});

if (pairs.length) {
  document.querySelector(".hm-keys").hidden = false;
  go(0, false);
}
