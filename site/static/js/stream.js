// A video in several sizes, for browsers that do not play its playlist by themselves. Until it is played, and where this
// fails, it is the MP4 beside the playlist.
//
// <video data-hls="address of hls.js"><source type="application/vnd.apple.mpegurl"><source type="video/mp4">

const PLAYLIST = "application/vnd.apple.mpegurl";

function library(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Hls);
    script.onerror = reject;
    document.head.append(script);
  });
}

function play(video) {
  video.play().catch((error) => {
    if (error.name !== "AbortError") throw error; // what was to play was replaced meanwhile
  });
}

async function stream(video) {
  const Hls = await library(video.dataset.hls);
  if (!Hls.isSupported()) return;
  const hls = new Hls({ startPosition: video.currentTime });
  hls.on(Hls.Events.MANIFEST_PARSED, () => play(video));
  hls.on(Hls.Events.ERROR, (_name, error) => {
    if (!error.fatal) return;
    const reached = video.currentTime;
    hls.destroy();
    video.src = video.querySelector("source[type='video/mp4']").src;
    video.currentTime = reached;
    play(video);
  });
  hls.loadSource(video.querySelector(`source[type='${PLAYLIST}']`).src);
  hls.attachMedia(video);
}

for (const video of document.querySelectorAll("video[data-hls]")) {
  if (video.canPlayType(PLAYLIST)) continue;
  // Without hls.js the MP4, which plays already, goes on.
  video.addEventListener("play", () => stream(video).catch(() => {}), { once: true });
}
