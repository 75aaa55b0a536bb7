// The page of the handout that belongs to what is being said stands beside the player. Without script it is the first
// page there, and all of them, with their times, stand below.
//
// <figure class="slide-now"><img></figure>, .slides a[data-at][data-page]

const now = document.querySelector(".slide-now img");
const media = document.querySelector(".recording[data-first] video, .recording[data-first] audio");
const EARLY = 0.05;

function begin() {
  const steps = JSON.parse(now.dataset.steps);
  const words = now.dataset.words;
  const pages = Array.from(document.querySelectorAll(".slides [data-page]"));
  let current = null;

  function show() {
    const at = media.currentTime + EARLY;
    const step = steps.filter((each) => each.at <= at).pop() || steps[0];
    if (step === current) return;
    current = step;
    now.src = step.src;
    now.alt = words.replace("NUMBER", step.page);
    pages.forEach((page) => {
      if (page.dataset.page === String(step.page)) page.setAttribute("aria-current", "true");
      else page.removeAttribute("aria-current");
    });
    const next = steps[steps.indexOf(step) + 1];
    if (next) new Image().src = next.src;
  }

  ["timeupdate", "seeking"].forEach((name) => media.addEventListener(name, show));
}

if (now && media) begin();
