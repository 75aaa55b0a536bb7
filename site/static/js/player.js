// What the first recording's own controls lack: speed, keys while the focus is on the stage, captions by a key, and a
// quiet line that offers to go on where this reader stopped. Nothing starts by itself; nothing leaves the browser.
//
// <div class="player-tools" data-work="number" data-speed="…" data-resume="Go on from TIME" data-keys="…"> in .stage

const tools = document.querySelector(".player-tools");
const media = document.querySelector(".recording[data-first] video, .recording[data-first] audio");
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const STEPS = { ArrowLeft: -5, ArrowRight: 5, j: -10, l: 10 };
// Neither the first words nor the last are a place to go back to.
const EDGE = 15;
const EVERY = 5;

function remember(name, value) {
  try {
    if (value === null) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, value);
  } catch (error) {
    // A browser that keeps nothing.
  }
}

function recall(name) {
  try {
    return window.localStorage.getItem(name);
  } catch (error) {
    return null;
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function play() {
  media.play().catch(() => {}); // replaced by its sizes meanwhile, which go on playing
}

function addSpeed() {
  const label = document.createElement("label");
  const select = document.createElement("select");
  SPEEDS.forEach((speed) => select.append(new Option(`${speed}×`, String(speed))));
  const set = (speed) => {
    media.defaultPlaybackRate = speed;
    media.playbackRate = speed;
    select.value = String(speed);
  };
  const kept = Number(recall("hanmo-speed"));
  set(SPEEDS.includes(kept) ? kept : 1);
  select.addEventListener("change", () => {
    set(Number(select.value));
    remember("hanmo-speed", select.value);
  });
  // A stream that takes the file's place begins at its own speed.
  media.addEventListener("loadedmetadata", () => set(Number(select.value)));
  label.append(tools.dataset.speed, " ", select);
  tools.append(label);
}

function addKeys() {
  const words = document.createElement("span");
  words.className = "player-keys";
  words.textContent = tools.dataset.keys;
  tools.append(words);
  document.querySelector(".stage").addEventListener(
    "keydown",
    (event) => {
      const element = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || element.matches("select, .seek")) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const isPressed = element.matches("a, button") && (key === " " || key === "Enter");
      if (isPressed) return;
      if (key === " " || key === "k") {
        if (media.paused) play();
        else media.pause();
      } else if (key in STEPS) {
        media.currentTime = Math.max(0, Math.min(media.duration || 0, media.currentTime + STEPS[key]));
      } else if (key === "c") {
        turnCaptions();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    true
  );
}

function turnCaptions() {
  const tracks = Array.from(media.textTracks).filter((track) => track.kind === "captions");
  const shown = tracks.find((track) => track.mode === "showing");
  if (shown) shown.mode = "hidden";
  else if (tracks.length) tracks[0].mode = "showing";
}

function offer(name) {
  const at = Number(recall(name));
  if (!(at >= EDGE)) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "player-resume";
  button.textContent = tools.dataset.resume.replace("TIME", clock(at));
  button.addEventListener("click", () => {
    media.currentTime = at;
    play();
    button.remove();
  });
  // Who began elsewhere does not want it any more.
  media.addEventListener("play", () => button.remove(), { once: true });
  tools.prepend(button);
}

function keep(name) {
  let last = 0;
  media.addEventListener("timeupdate", () => {
    if (Math.abs(media.currentTime - last) < EVERY || media.seeking) return;
    last = media.currentTime;
    const isInside = last >= EDGE && last < media.duration - EDGE;
    remember(name, isInside ? last.toFixed(1) : null);
  });
  media.addEventListener("ended", () => remember(name, null));
}

if (tools && media) {
  const name = `hanmo-at-${tools.dataset.work}`;
  offer(name);
  addSpeed();
  addKeys();
  keep(name);
}
