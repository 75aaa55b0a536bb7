// A recording and what is said in it: a link with data-at="seconds" leads the first recording there, and the paragraph
// that is being said (id="t" and its second) is marked and kept in sight. Without script the links open the file there.
// A page carries the first part of a long transcript, and <… class="said-rest"> with a link to the next: the others are
// fetched when somebody plays, looks for a place, or has read so far.

const media = document.querySelector(".recording[data-first] video, .recording[data-first] audio");
const transcript = document.querySelector(".transcript");
const player = document.querySelector(".player");
const EARLY = 0.05;

function atOf(row) {
  return Number(row.dataset.at || row.id.slice(1));
}

const rest = document.querySelector(".transcript .said-rest");
let fetching = null;

async function fetchRest() {
  const link = rest.querySelector("a");
  for (let next = link; next; ) {
    const answer = await fetch(next.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`The transcript answered ${answer.status}.`);
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    const after = Array.from(part.querySelectorAll(".said-rows > *"));
    const isReached = document.activeElement === link;
    next = part.querySelector(".said-rest a");
    if (next) link.href = next.href;
    transcript.querySelector(".said-rows").append(...after);
    // A row without a time has no link.
    const timed = after.find((row) => row.matches(".said"));
    if (isReached && timed) timed.querySelector("a").focus();
  }
  rest.remove();
}

// Once; again where the network failed, the link stands there meanwhile.
function haveRest() {
  if (!rest) return Promise.resolve();
  if (!fetching) {
    fetching = fetchRest().catch(() => {
      fetching = null;
    });
  }
  return fetching;
}

function rows(selector) {
  return Array.from(document.querySelectorAll(selector), (row) => ({ row, at: atOf(row) }));
}

function jump(event) {
  const link = event.target.closest("a[data-at], .said > a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  media.currentTime = atOf(link.dataset.at ? link : link.parentNode);
  media.play().catch(() => {}); // replaced by its sizes meanwhile, which go on playing
  const box = media.getBoundingClientRect();
  if (box.bottom < 0 || box.top > window.innerHeight) media.scrollIntoView({ block: "nearest" });
}

// The transcript scrolls by itself beside the player; below it, on a telephone, the page does, unless it is long.
function scrollerOf() {
  return transcript.scrollHeight > transcript.clientHeight + 1 ? transcript : null;
}

// On a telephone the player stays above what is said, else it stands beside.
function staysOnTop() {
  return /sticky/.test(window.getComputedStyle(player).position);
}

function sight() {
  const scroller = scrollerOf();
  if (scroller) return scroller.getBoundingClientRect();
  const top = staysOnTop() ? Math.max(0, player.getBoundingClientRect().bottom) : 0;
  return { top, bottom: window.innerHeight };
}

function isSeen(row) {
  const box = row.getBoundingClientRect();
  const { top, bottom } = sight();
  return box.bottom > top && box.top < bottom;
}

// Who reads elsewhere is left there: the text follows only while the paragraph before was in sight.
function keepInSight(row, before) {
  if (before && !isSeen(before)) return;
  const box = row.getBoundingClientRect();
  const { top, bottom } = sight();
  if (box.top >= top && box.bottom <= bottom) return;
  (scrollerOf() || window).scrollBy(0, box.top - top - (bottom - top) / 4);
}

// The browser led the page to the paragraph. Beside the player that left the player above the window: both are brought
// back, and the paragraph stays in sight in its box. Below a player that stays on top, the paragraph comes out from behind
// it (old engines know no scroll-padding), or the box that it scrolls in.
function bringOut(row) {
  if (!staysOnTop()) {
    document.querySelector(".stage").scrollIntoView();
    return;
  }
  const box = scrollerOf();
  if (!box && !row) return;
  const hidden = player.offsetHeight - (box || row).getBoundingClientRect().top;
  if (box || hidden > 0) window.scrollBy(0, -hidden);
}

function follow(list, moved) {
  let current = null;
  return () => {
    const found = list.filter((each) => each.at <= media.currentTime + EARLY).pop();
    const row = found && (media.currentTime > 0 || !media.paused) ? found.row : null;
    if (row === current) return;
    if (current) current.removeAttribute("aria-current");
    if (row) row.setAttribute("aria-current", "true");
    if (row && moved) moved(row, current);
    current = row;
  };
}

if (media) {
  document.querySelector(".work").addEventListener("click", jump);
  const followers = [follow(rows(".chapters a[data-at]"))];
  const said = rows(".transcript .said");
  if (transcript) {
    followers.push(
      follow(said, (row, before) => {
        transcript.classList.add("transcript-follows");
        keepInSight(row, before);
      }),
    );
  }
  const step = () => followers.forEach((each) => each());
  ["timeupdate", "seeking"].forEach((name) => media.addEventListener(name, step));
  const complete = async () => {
    await haveRest();
    said.push(...rows(".transcript .said").slice(said.length));
    step();
  };
  if (rest) {
    ["play", "seeking"].forEach((name) => media.addEventListener(name, complete));
    new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && complete()).observe(rest);
  }
  // A search hit leads to the paragraph that says it, …#t83.5: the recording waits there, and begins with a press.
  const wait = async () => {
    const found = /^#t(\d+(?:\.\d+)?)$/.exec(window.location.hash);
    if (!found || !media.paused) return;
    media.currentTime = Number(found[1]);
    const row = () => document.getElementById(found[0].slice(1));
    if (rest && !row()) {
      await complete();
      if (row()) row().scrollIntoView();
    }
    step();
    if (!transcript) return;
    // The browser goes to the paragraph with its next picture of the page, and once more when all has come.
    const frame = window.requestAnimationFrame;
    const come = () => frame(() => bringOut(row()));
    frame(come);
    if (document.readyState !== "complete") window.addEventListener("load", come, { once: true });
  };
  window.addEventListener("hashchange", wait);
  wait();
}
