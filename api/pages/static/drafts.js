// What was typed and not yet sent outlives a reload, a renewed card and a restart of the server.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const keyOf = (field) => `draft:${field.dataset.draftKey ?? field.id}`;

export function restore(root = document) {
  for (const field of all("[data-draft]", root)) {
    const kept = sessionStorage.getItem(keyOf(field));
    if (kept === null) continue;
    if (field.value === field.defaultValue && kept !== field.value) {
      field.value = kept;
      const form = field.closest("details");
      if (form && !form.open) { form.dataset.restored = ""; form.open = true; }
    }
    field.classList.toggle("unsaved", typed(field));
  }
}

export const typed = (field) => field.value !== field.defaultValue;
export const unsaved = (root) => all("[data-draft]", root).some(typed);

export function keep(field) {
  field.classList.toggle("unsaved", typed(field));
  if (typed(field)) sessionStorage.setItem(keyOf(field), field.value);
  else sessionStorage.removeItem(keyOf(field));
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-draft]")) keep(event.target);
});

// What was saved is no draft any more. The button that was pressed tells which of a form's fields were sent.
const SENT = { dismiss: "reason", comment: "comment", save: "value", absent: "value", undo: "value" };
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.elt.dataset.sent = event.detail.parameters.get?.("action") ?? event.detail.parameters.action ?? "";
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 200) return;
  const form = event.detail.requestConfig?.elt;
  const field = SENT[form?.dataset?.sent];
  for (const saved of field ? all(`[data-draft="${field}"]`, form) : []) sessionStorage.removeItem(keyOf(saved));
});
document.body.addEventListener("htmx:afterSwap", () => restore());
document.body.addEventListener("htmx:afterSettle", () => restore()); // settling takes back classes
