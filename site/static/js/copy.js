// The button that copies the words of a field. Contract: <button data-copy="the field's id" data-done="Copied" hidden>;
// without this script the field is there to be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => {
    field.focus();
    field.select();
    // Not navigator.clipboard: it is missing where the service runs without https.
    if (document.execCommand("copy")) button.textContent = button.dataset.done;
  });
}
