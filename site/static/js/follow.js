// Follow what becomes of a file: any element with data-follow="<address of state.json>", now or later on the page.
// The sentence goes to [data-says] in it, the thumbnail to [data-picture], the state to its data-state; when nothing
// more will come, uploader:settled (the state as state.json has it) bubbles from it.

const LOOK_MS = 1000;
const LOOK_AT_MOST_MS = 5000;

async function follow(element) {
  const address = element.dataset.follow;
  for (let pause = LOOK_MS; element.isConnected; pause = Math.min(pause * 1.5, LOOK_AT_MOST_MS)) {
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    const state = answer && answer.ok ? await answer.json() : null;
    if (state) {
      element.dataset.state = state.state;
      element.querySelector("[data-says]").textContent = state.sentence;
      if (state.settled) {
        show(element.querySelector("[data-picture]"), state.thumbnail);
        element.dispatchEvent(new CustomEvent("uploader:settled", { bubbles: true, detail: state }));
        return;
      }
    }
    await new Promise((done) => setTimeout(done, pause));
  }
}

function show(place, address) {
  if (place && address) {
    const picture = document.createElement("img");
    picture.src = address;
    picture.alt = "";
    place.textContent = "";
    place.appendChild(picture);
  }
}

const followed = new WeakSet();

function lookForMore() {
  for (const element of document.querySelectorAll("[data-follow]")) {
    if (!followed.has(element)) {
      followed.add(element);
      follow(element);
    }
  }
}

new MutationObserver(lookForMore).observe(document.body, {
  attributes: true,
  attributeFilter: ["data-follow"],
  childList: true,
  subtree: true,
});
lookForMore();
