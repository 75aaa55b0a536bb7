// A seek bar beneath a recording, on the waveform where there is one: chapters are marks on it, and whoever looks for
// a place sees its small picture, its time and its chapter. The browser's own controls stay; without script they are
// all there is.
//
// <div class="recording" data-seek="name" data-place="TIME of LENGTH" data-length="seconds" [data-sprites="….vtt"]
//   [data-first]> <video> or <audio>, [<svg class="wave">]
// The chapters of the first recording: <… class="chapters"> <a data-at="seconds"> <span>0:00</span><span>Title</span>

const STEP = 5;
const LEAP = 60;
const CUE = /([\d:.]+) --> ([\d:.]+)\s+(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g;

function clock(seconds) {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function secondsOf(time) {
  return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

// Asked for when somebody looks for a place, not before.
async function framesOf(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) return [];
  const text = await answer.text();
  const frames = [];
  for (let cue = CUE.exec(text); cue; cue = CUE.exec(text)) {
    const [x, y, width, height] = cue.slice(4).map(Number);
    const sheet = new URL(cue[3], new URL(address, window.location.href)).href;
    frames.push({ start: secondsOf(cue[1]), sheet, x, y, width, height });
  }
  return frames;
}

function element(name, parent) {
  const made = document.createElement("div");
  made.className = name;
  parent.append(made);
  return made;
}

function chaptersOf(recording) {
  if (!("first" in recording.dataset)) return [];
  return Array.from(document.querySelectorAll(".chapters a[data-at]"), (link) => ({
    at: Number(link.dataset.at),
    title: link.lastElementChild.textContent,
    isInOwn: link.lastElementChild.lang === document.documentElement.lang,
  }));
}

function last(list, seconds, key) {
  return list.filter((each) => each[key] <= seconds + 0.01).pop();
}

function build(recording) {
  const media = recording.querySelector("video, audio");
  const wave = recording.querySelector(".wave");
  const chapters = chaptersOf(recording);
  const length = () => (Number.isFinite(media.duration) ? media.duration : Number(recording.dataset.length));
  const bar = document.createElement("div");
  bar.className = wave ? "seek seek-wave" : "seek";
  bar.tabIndex = 0;
  bar.setAttribute("role", "slider");
  bar.setAttribute("aria-label", recording.dataset.seek);
  bar.setAttribute("aria-valuemin", "0");
  if (wave) {
    wave.replaceWith(bar);
    bar.append(wave);
  } else {
    media.after(bar);
  }
  const line = element("seek-line", bar);
  const played = element("seek-played", line);
  chapters.forEach((each) => {
    if (each.at > 0) element("seek-mark", line).style.left = `${(each.at / length()) * 100}%`;
  });
  const preview = element("seek-preview", bar);
  preview.setAttribute("aria-hidden", "true");
  preview.hidden = true;
  const frame = element("seek-frame", preview);
  const words = element("seek-words", preview);
  let frames = null;
  let looking = null;

  function say(seconds) {
    const chapter = last(chapters, seconds, "at");
    // What an attribute says is in one language: the page's.
    return { time: clock(seconds), title: chapter ? chapter.title : "", spoken: chapter && chapter.isInOwn };
  }

  function show() {
    const at = looking === null ? media.currentTime : looking;
    const { time, title, spoken } = say(at);
    const place = recording.dataset.place.replace("TIME", time).replace("LENGTH", clock(length()));
    played.style.width = `${length() ? Math.min(100, (at / length()) * 100) : 0}%`;
    bar.setAttribute("aria-valuemax", String(Math.floor(length())));
    bar.setAttribute("aria-valuenow", String(Math.floor(at)));
    bar.setAttribute("aria-valuetext", spoken ? `${place} ${title}` : place);
  }

  function paint(seconds) {
    const found = last(frames || [], seconds, "start");
    frame.hidden = !found;
    if (!found) return;
    frame.style.width = `${found.width}px`;
    frame.style.height = `${found.height}px`;
    frame.style.backgroundImage = `url("${found.sheet}")`;
    frame.style.backgroundPosition = `-${found.x}px -${found.y}px`;
  }

  function look(seconds) {
    if (frames === null && recording.dataset.sprites) {
      frames = [];
      framesOf(recording.dataset.sprites).then(
        (found) => {
          frames = found;
          if (!preview.hidden) look(seconds);
        },
        () => {}, // no pictures then, but the time
      );
    }
    const { time, title } = say(seconds);
    words.textContent = title ? `${time}\u2003${title}` : time;
    preview.hidden = false;
    paint(seconds);
    const half = preview.offsetWidth / 2;
    const middle = (seconds / length()) * bar.offsetWidth;
    preview.style.left = `${Math.max(0, Math.min(bar.offsetWidth - 2 * half, middle - half))}px`;
  }

  function under(event) {
    const box = bar.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * length();
  }

  function seek(seconds) {
    media.currentTime = Math.max(0, Math.min(length() - 0.1, seconds));
    show();
  }

  bar.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    bar.setPointerCapture(event.pointerId);
    looking = under(event);
    look(looking);
    show();
  });
  bar.addEventListener("pointermove", (event) => {
    if (looking !== null) {
      looking = under(event);
      show();
    }
    if (looking !== null || event.pointerType === "mouse") look(under(event));
  });
  bar.addEventListener("pointerup", (event) => {
    if (looking === null) return;
    const chosen = under(event);
    looking = null;
    seek(chosen);
    if (event.pointerType !== "mouse") preview.hidden = true;
  });
  bar.addEventListener("pointercancel", () => {
    looking = null;
    preview.hidden = true;
    show();
  });
  bar.addEventListener("pointerleave", () => {
    if (looking === null) preview.hidden = true;
  });
  bar.addEventListener("keydown", (event) => {
    const at = media.currentTime;
    const to = {
      ArrowLeft: at - STEP,
      ArrowDown: at - STEP,
      ArrowRight: at + STEP,
      ArrowUp: at + STEP,
      PageDown: at - LEAP,
      PageUp: at + LEAP,
      Home: 0,
      End: length(),
    }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    seek(to);
  });
  ["timeupdate", "seeking", "durationchange"].forEach((name) => media.addEventListener(name, show));
  show();
}

if (window.PointerEvent) document.querySelectorAll(".recording[data-seek]").forEach(build);
