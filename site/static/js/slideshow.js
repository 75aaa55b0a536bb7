// An exhibition's works, one at a time over the whole screen. It begins with a press, can be paused, and stands still from
// the beginning for whoever wants less motion.

const SECONDS = 12;
const hall = document.querySelector("[data-exhibition]");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

// Every work in the order of its rooms: what shows it, and its label.
function slides() {
  const found = hall.querySelectorAll("[data-slide], .room .card");
  return [...found].map((one) => ({
    matter: one.querySelectorAll("picture, .leaf, .title-card"),
    // On a card the title stands in the link, beside the rest of the label.
    label: [...one.querySelectorAll(".label-title, .label")].filter((each) => !each.closest(".label .label-title")),
  }));
}

function button(words, act, signs = words) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = signs;
  made.setAttribute("aria-label", words);
  made.addEventListener("click", act);
  return made;
}

function enlarged(matter) {
  const copy = matter.cloneNode(true);
  copy.querySelectorAll("[sizes]").forEach((each) => each.setAttribute("sizes", "100vw"));
  copy.querySelectorAll("img").forEach((img) => img.removeAttribute("loading"));
  return copy;
}

function open(starter) {
  const works = slides();
  const words = hall.dataset;
  let at = 0;
  let timer = 0;

  const box = document.createElement("div");
  box.className = "slideshow";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-modal", "true");
  box.setAttribute("aria-label", words.title);
  box.lang = words.tongue;
  const stage = document.createElement("div");
  stage.className = "slideshow-stage";
  const foot = document.createElement("div");
  foot.className = "slideshow-foot";
  foot.lang = document.documentElement.lang;
  const label = document.createElement("div");
  label.className = "slideshow-label";
  label.setAttribute("aria-live", "polite");
  const controls = document.createElement("div");
  controls.className = "slideshow-controls";
  const place = document.createElement("span");
  place.className = "slideshow-place";

  function show(number) {
    at = (number + works.length) % works.length;
    while (stage.firstChild) stage.removeChild(stage.firstChild);
    while (label.firstChild) label.removeChild(label.firstChild);
    works[at].matter.forEach((each) => stage.appendChild(enlarged(each)));
    works[at].label.forEach((each) => label.appendChild(each.cloneNode(true)));
    place.textContent = `${at + 1} / ${works.length}`;
  }

  function pause() {
    window.clearInterval(timer);
    timer = 0;
    toggle.textContent = words.play;
    toggle.setAttribute("aria-label", words.play);
  }

  function play() {
    timer = window.setInterval(() => show(at + 1), SECONDS * 1000);
    toggle.textContent = words.pause;
    toggle.setAttribute("aria-label", words.pause);
  }

  // Whoever turns by hand sets the pace from then on.
  function turn(by) {
    if (timer) pause();
    show(at + by);
  }

  function close() {
    pause();
    document.removeEventListener("keydown", keys);
    document.removeEventListener("fullscreenchange", left);
    document.documentElement.classList.remove("has-slideshow");
    if (document.fullscreenElement) document.exitFullscreen();
    box.remove();
    starter.focus();
  }

  function left() {
    if (!document.fullscreenElement) close();
  }

  const toggle = button(words.play, () => (timer ? pause() : play()));
  const buttons = [
    button(words.previous, () => turn(-1), "←"),
    toggle,
    button(words.next, () => turn(1), "→"),
    button(words.close, close),
  ];

  function keys(event) {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowRight" || event.key === "PageDown") turn(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") turn(-1);
    else if (event.key === " " && document.activeElement === box) toggle.click();
    else if (event.key === "Tab") keepInside(event);
  }

  function keepInside(event) {
    const inside = [box, ...buttons];
    const now = inside.indexOf(document.activeElement);
    const next = (now + (event.shiftKey ? -1 : 1) + inside.length) % inside.length;
    event.preventDefault();
    inside[next].focus();
  }

  box.tabIndex = -1;
  controls.append(place, ...buttons);
  foot.append(label, controls);
  box.append(stage, foot);
  document.body.appendChild(box);
  document.documentElement.classList.add("has-slideshow");
  document.addEventListener("keydown", keys);
  if (box.requestFullscreen) {
    const asked = box.requestFullscreen();
    if (asked) asked.then(() => document.addEventListener("fullscreenchange", left), () => {});
  }
  show(0);
  box.focus();
  if (still.matches) pause();
  else play();
}

if (hall && slides().length > 1 && hall.querySelector(".slideshow-place")) {
  const starter = document.createElement("button");
  starter.type = "button";
  starter.className = "slideshow-start";
  starter.lang = document.documentElement.lang;
  starter.textContent = hall.dataset.start;
  starter.addEventListener("click", () => open(starter));
  hall.querySelector(".slideshow-place").appendChild(starter);
}
