// A file dropped anywhere on a form with data-drop becomes the file of its file field. Without this the field takes
// only what is dropped on itself, and a file that misses it opens in place of the page, with all that was typed.

for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  const carriesFiles = (event) => Array.from(event.dataTransfer.types).includes("Files");
  const offer = (isOver) => field.classList.toggle("hm-drop--over", isOver);

  document.addEventListener("dragover", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      offer(form.contains(event.target));
    }
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || offer(false));
  document.addEventListener("drop", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      offer(false);
      if (form.contains(event.target)) {
        field.files = event.dataTransfer.files;
        field.focus();
      }
    }
  });
}
