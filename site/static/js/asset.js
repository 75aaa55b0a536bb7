// A file's page: copy its digest, and move in a recording by its waveform.

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  const digest = document.querySelector(".hm-digest");
  const words = copy.textContent;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(digest.textContent);
    copy.textContent = digest.dataset.copied;
    setTimeout(() => { copy.textContent = words; }, 2000);
  });
}

// The player has the keyboard's way through the recording; the waveform is for the pointer.
const wave = document.querySelector("[data-wave]");
if (wave) {
  const audio = wave.parentElement.querySelector("audio");
  const played = wave.querySelector("[data-played]");
  const show = () => {
    played.style.width = `${audio.duration ? (100 * audio.currentTime) / audio.duration : 0}%`;
  };
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("seeked", show);
  wave.addEventListener("click", (event) => {
    const box = wave.getBoundingClientRect();
    if (audio.duration) {
      audio.currentTime = (audio.duration * (event.clientX - box.left)) / box.width;
    }
  });
}
