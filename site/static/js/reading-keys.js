// Keys of the reading view, for whoever has shortcuts on in their profile. Nothing is decided by a single key: “a” leads
// to the button, Enter presses it. While somebody types, keys are letters.

const typing = "input, textarea, select, [contenteditable], audio, video, dialog, [role=dialog]";
const links = { j: "[rel=next]", ArrowRight: "[rel=next]", k: "[rel=prev]", ArrowLeft: "[rel=prev]" };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.matches("[data-key]")) {
    event.target.blur();
    return;
  }
  if (event.target.closest(typing)) return;
  const link = links[event.key] && document.querySelector(`.hm-around ${links[event.key]}`);
  const field = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (link) {
    event.preventDefault();
    window.location.assign(link.href);
  } else if (field) {
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
});
