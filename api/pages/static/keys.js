// The keyboard of the workbench. Each key does what a button on the page does, so that nothing works by key alone.
import { choose, chosen, shown, undecided } from "/static/bench.js";

const help = document.getElementById("keys-help");
const card = () => document.getElementById(`finding-${chosen()}`);

function step(by) {
  const ids = shown();
  if (!ids.length) return;
  const at = ids.indexOf(chosen());
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : Math.min(Math.max(at + by, 0), ids.length - 1);
  choose(ids[next], { focus: true });
}

// The first one below that nobody has decided yet.
function nextUndecided() {
  const ids = shown();
  const from = ids.indexOf(chosen()) + 1;
  const next = [...ids.slice(from), ...ids.slice(0, from)].find(undecided);
  if (next) choose(next, { focus: true });
}

function evidence(by) {
  const quotes = [...(card()?.querySelectorAll(".quote[data-evidence]") ?? [])];
  if (!quotes.length) return;
  const at = quotes.findIndex((one) => one.classList.contains("at"));
  const next = quotes[(at + by + quotes.length) % quotes.length];
  for (const one of quotes) one.classList.toggle("at", one === next);
  next.click();
}

const press = (action) => card()?.querySelector(`button[name=action][value=${action}]`)?.click();

function write(field) {
  const text = card()?.querySelector(`textarea[name=${field}]`);
  if (!text) return;
  text.closest("details").open = true;
  text.focus();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1),
  k: () => step(-1), ArrowUp: () => step(-1),
  n: nextUndecided,
  a: () => press("accept"),
  d: () => write("reason"),
  c: () => write("comment"),
  u: () => press("undo"),
  f: () => card()?.querySelector("[data-correct]")?.click(),
  v: () => card()?.querySelector("[data-sides]")?.click(),
  "]": () => evidence(1),
  "[": () => evidence(-1),
  "?": () => (help.open ? help.close() : help.showModal()),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]:not(#keys-help)")) return;
  const typing = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) { event.target.blur(); card()?.focus({ preventScroll: true }); return; }
  const scrolls = event.key.startsWith("Arrow") && !event.target.closest(".finding");
  if (typing || scrolls || !KEYS[event.key]) return;
  if (help.open && event.key !== "?") return;
  event.preventDefault();
  KEYS[event.key]();
});

document.getElementById("keys-open").addEventListener("click", () => help.showModal());
