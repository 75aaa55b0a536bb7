// What is typed and not yet saved, kept in this tab, so that neither a reload nor the back button nor a crashed page
// loses a keystroke. It is gone with the tab, as befits a shared computer, and once the server has it.

const KEY = `hanmo-unsaved:${window.location.pathname}`;
const NOT_TYPED = ["csrfmiddlewaretoken", "files", "signed", "act"];

export function keep(form) {
  const typed = Array.from(new FormData(form).entries()).filter(
    ([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name)
  );
  try {
    sessionStorage.setItem(KEY, JSON.stringify(typed));
  } catch (error) {
    // No room, or storage is switched off: the saving goes on without it.
  }
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

// Put what was kept back into the form; whether there was anything. The basis comes back too: where somebody saved
// meanwhile, the server says so before anything is overwritten.
export function restore(form, addRow) {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) {
    return false;
  }
  const values = new Map();
  for (const [name, value] of JSON.parse(kept)) {
    values.set(name, (values.get(name) || []).concat(value));
  }
  const rows = (values.get("author_name") || []).length;
  while (form.querySelectorAll(".author-row").length < rows) {
    addRow();
  }
  for (const field of form.elements) {
    if (!field.name || NOT_TYPED.includes(field.name) || field.type === "file") {
      continue;
    }
    const those = values.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = Boolean(those) && those.includes(field.value);
    } else if (those && those.length) {
      field.value = those.shift();
    }
  }
  return true;
}
