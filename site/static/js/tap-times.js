// Time a script by tapping along: each tap marks where the next paragraph begins. Every change is posted at once; what
// could not be sent yet is tried again, and kept in this browser until it was. Without script the form is typed and sent.
//
// <form data-times="page" data-latest="revision" data-end="seconds" data-…="words"> video or audio, li > [name=at] …

// A hand is later than an ear.
const LEAD = 0.3;
const BACK = 3;
const SLOW = 0.75;
const AGAIN_MS = 3000;

const form = document.querySelector("[data-times]");

function read(text) {
  const found = /^(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:\.(\d{1,3}))?$/.exec(text.normalize("NFKC").trim());
  if (!found || Number(found[3]) > 59) return null;
  const whole = Number(found[1] || 0) * 3600 + Number(found[2]) * 60 + Number(found[3]);
  return Math.round((whole + Number(`0.${found[4] || 0}`)) * 10) / 10;
}

function write(seconds) {
  const tenths = Math.round(seconds * 10);
  const whole = Math.floor(tenths / 10);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (number) => String(number).padStart(2, "0");
  const text = hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  return tenths % 10 ? `${text}.${tenths % 10}` : text;
}

function begin() {
  const media = form.querySelector("video, audio");
  const rows = Array.from(form.querySelectorAll("li"));
  const inputs = rows.map((row) => row.querySelector("[name=at]"));
  const keys = rows.map((row) => row.querySelector("[name=key]").value);
  const tapper = form.querySelector("[data-tap]");
  const state = form.querySelector("[data-state]");
  const kept = `hanmo-times-${form.dataset.times}`;
  const end = Number(form.dataset.end);
  const history = [];
  let values = inputs.map((input) => read(input.value));
  let next = 0;

  function say(words, isWrong) {
    state.textContent = words;
    state.classList.toggle("hm-times__wrong", Boolean(isWrong));
  }

  function show() {
    inputs.forEach((input, at) => {
      input.value = values[at] === null ? "" : write(values[at]);
      rows[at].querySelector(".hm-times__tools").hidden = values[at] === null;
      rows[at].classList.toggle("hm-times__untimed", values[at] === null);
      if (at === next) rows[at].setAttribute("aria-current", "step");
      else rows[at].removeAttribute("aria-current");
    });
    const timed = values.filter((value) => value !== null).length;
    const count = form.dataset.count.replace("TIMED", timed).replace("ALL", values.length);
    form.querySelector("[data-counted]").textContent = count;
    const done = next >= rows.length;
    tapper.disabled = done;
    form.querySelector("[data-what]").textContent = done
      ? form.dataset.done
      : form.dataset.mark.replace("NUMBER", next + 1);
    form.querySelector("[data-words]").textContent = done ? "" : rows[next].querySelector("p").textContent;
    form.querySelector("[data-undo]").disabled = !history.length;
  }

  function bringIntoSight() {
    const row = rows[Math.min(next, rows.length - 1)];
    const top = form.querySelector(".hm-times__player").getBoundingClientRect();
    const isBeside = top.right <= row.getBoundingClientRect().left;
    const from = isBeside ? 120 : top.bottom;
    const to = form.querySelector(".hm-times__bar").getBoundingClientRect().top;
    const box = row.getBoundingClientRect();
    if (box.top < from || box.bottom > to) window.scrollBy(0, box.top - from - (to - from) / 4);
  }

  // What is sent, one request after the other.
  let dirty = false;
  let sending = false;
  let stopped = false;

  function entries() {
    const data = new FormData(form);
    data.append("by_script", "1");
    return data;
  }

  async function send() {
    if (sending || !dirty) return;
    sending = true;
    dirty = false;
    say(form.dataset.saving);
    const answer = await fetch(form.action, {
      method: "POST",
      body: entries(),
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => null);
    sending = false;
    const told = answer && (answer.ok || answer.status === 409) ? await answer.json().catch(() => null) : null;
    if (told && answer.ok) {
      form.elements.revision.value = told.revision;
      form.dataset.latest = told.revision;
      if (!dirty) window.localStorage.removeItem(kept);
      say(form.dataset.saved);
      send();
    } else if (told) {
      stopped = true;
      say(told.refusal, true);
    } else {
      dirty = true;
      say(form.dataset.unsaved, true);
      window.setTimeout(send, AGAIN_MS);
    }
  }

  function save() {
    dirty = true;
    stopped = false;
    const latest = form.dataset.latest;
    window.localStorage.setItem(kept, JSON.stringify({ latest, keys, values }));
    send();
  }

  function remember() {
    history.push({ values: values.slice(), next });
  }

  function change(at, value) {
    const before = values.slice(0, at).filter((each) => each !== null).pop();
    const after = values.slice(at + 1).find((each) => each !== null);
    if (value < 0 || (before !== undefined && value <= before)) return say(form.dataset.early, true);
    if (value >= end || (after !== undefined && value >= after)) return say(form.dataset.late, true);
    remember();
    values[at] = Math.round(value * 10) / 10;
    show();
    return save();
  }

  function tap() {
    if (next >= rows.length) return;
    const lead = media.paused ? 0 : LEAD * media.playbackRate;
    const at = Math.round(Math.max(0, Math.min(end - 0.1, media.currentTime - lead)) * 10) / 10;
    const before = values.slice(0, next).filter((each) => each !== null).pop();
    if (before !== undefined && at <= before) {
      say(form.dataset.early, true);
      return;
    }
    remember();
    // Whoever marks anew from here marks what follows anew, too.
    values = values.map((value, row) => (row > next && value !== null && value <= at ? null : value));
    values[next] = at;
    next += 1;
    show();
    bringIntoSight();
    save();
  }

  function undo() {
    const last = history.pop();
    if (!last) return;
    values = last.values;
    next = last.next;
    show();
    bringIntoSight();
    save();
  }

  function back() {
    media.currentTime = Math.max(0, media.currentTime - BACK);
  }

  function toggle() {
    if (media.paused) media.play();
    else media.pause();
  }

  function slow() {
    media.playbackRate = media.playbackRate === 1 ? SLOW : 1;
    form.querySelector("[data-slow]").setAttribute("aria-pressed", String(media.playbackRate !== 1));
  }

  // After a click the keys are the tapper's again; who came by keyboard stays where they are.
  function on(selector, act) {
    form.querySelectorAll(selector).forEach((button) => {
      button.addEventListener("click", (event) => {
        act(rows.indexOf(button.closest("li")), button);
        if (event.detail && !tapper.disabled) tapper.focus({ preventScroll: true });
      });
    });
  }

  on("[data-tap]", tap);
  on("[data-undo]", undo);
  on("[data-back]", back);
  on("[data-play]", toggle);
  on("[data-slow]", slow);
  on("[data-nudge]", (at, button) => change(at, values[at] + Number(button.dataset.nudge)));
  on("[data-listen]", (at) => {
    media.currentTime = values[at];
    media.play();
  });
  on("[data-clear]", (at) => {
    remember();
    values[at] = null;
    show();
    save();
  });
  on("[data-next]", (at) => {
    next = at;
    show();
  });
  inputs.forEach((input, at) => {
    input.addEventListener("change", () => {
      const value = read(input.value);
      if (input.value.trim() && value === null) say(form.dataset.wrong, true);
      else if (value === null) {
        remember();
        values[at] = null;
        save();
      } else change(at, value);
      show();
    });
  });

  const byKey = { " ": tap, Backspace: undo, ArrowLeft: back, p: toggle, P: toggle, s: slow, S: slow };
  document.addEventListener("keydown", (event) => {
    const act = byKey[event.key];
    const isOurs = event.target === tapper || !event.target.closest("input, textarea, select, button, a, video, audio");
    if (!act || event.ctrlKey || event.metaKey || event.altKey || !isOurs) return;
    event.preventDefault();
    if (!event.repeat) act();
  });
  // A button takes the blank when it is let go.
  tapper.addEventListener("keyup", (event) => event.key === " " && event.preventDefault());
  form.addEventListener("submit", (event) => event.preventDefault());

  window.addEventListener("beforeunload", (event) => {
    if ((dirty || sending) && !stopped) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && navigator.sendBeacon) {
      navigator.sendBeacon(form.action, entries());
    }
  });

  const unsent = JSON.parse(window.localStorage.getItem(kept) || "null");
  if (unsent && unsent.latest === form.dataset.latest && String(unsent.keys) === String(keys)) {
    values = unsent.values;
    dirty = true;
  } else {
    window.localStorage.removeItem(kept);
  }
  const untimed = values.indexOf(null);
  next = untimed < 0 ? rows.length : untimed;
  form.querySelectorAll("[data-tap], [data-next], .hm-times__small").forEach((each) => {
    each.hidden = false;
  });
  form.querySelector("[data-by-hand]").hidden = true;
  show();
  send();
  if (!tapper.disabled) tapper.focus({ preventScroll: true });
}

if (form) begin();
