// The workbench: a finding and its places on the papers move together. The server drew everything; this only moves.
import { complete, completeWhenIdle } from "/static/cards.js";
import { restore, unsaved } from "/static/drafts.js";
import { watchImages, watchPiece } from "/static/page_images.js";
import { into } from "/static/pane.js";
import { drawAllOf, order, redraw, take, verdictOf, waits, watch } from "/static/places.js";
import { renew } from "/static/renew.js";
import "/static/zoom.js";

const papers = document.getElementById("papers");
const findings = document.getElementById("findings");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const card = (id) => document.getElementById(`finding-${id}`);
const groupOf = (verdict) => document.getElementById(`group-${verdict}`);
const holds = (place, id) => (place.dataset.findings || place.dataset.finding).split(" ").includes(id);
const places = (id) => all(".box, .run", papers).filter((place) => holds(place, id));

const AS = ["fail", "review", "pass", "not_applicable"].map((verdict) => `as-${verdict}`);

let current = null;
let wanted = null;
export const chosen = () => current;
// All findings whose group is shown, in their order, whether their cards are there yet or not.
export const shown = () => order().filter((id) => groupOf(verdictOf(id))?.hidden === false);
export const undecided = (id) => (card(id) ? !card(id).matches(".decided, .pass, .not_applicable") : waits(id));

// A finding whose card is not there yet: its group is opened and fetched as far as needed.
async function bring(id, options) {
  const group = groupOf(verdictOf(id));
  wanted = id;
  if (!group || !await complete(group, () => card(id)) || wanted !== id) return;
  choose(id, options);
}

export function choose(id, { evidence = null, from = "findings", open = false, focus = false } = {}) {
  const verdict = verdictOf(id);
  if (!verdict) return;
  if (groupOf(verdict)?.hidden) toggle(verdict, true);
  if (!card(id)) { bring(id, { evidence, from, open, focus }); return; }
  wanted = id;
  mark(id);
  const found = places(id);
  const target = found.find((place) => evidence !== null && place.dataset.finding === id
    && place.dataset.evidence === String(evidence)) ?? found[0];
  target?.classList.add("chosen-evidence");
  if (from === "findings" && target) into(papers, target, 0.3, { jump: open });
  if (focus) card(id).focus({ preventScroll: true });
  if (open) return; // what was not read stands above the findings and stays in view
  if (from !== "findings" || evidence === null) into(findings, card(id), 0);
  history.replaceState(null, "", `#finding-${id}`);
}

// The card and its places look chosen, and nothing else does.
function mark(id) {
  for (const marked of all(".chosen-place, .finding.chosen-finding")) {
    marked.classList.remove("chosen-place", "chosen-finding", "chosen-evidence", ...AS);
  }
  current = id;
  card(id).classList.add("chosen-finding");
  drawAllOf(id);
  for (const place of places(id)) {
    place.classList.add("chosen-place", `as-${verdictOf(id)}`);
    if (place.matches(".box")) place.parentNode.append(place); // what is drawn last lies on top
  }
}

function toggle(verdict, on) {
  const group = groupOf(verdict);
  const chip = document.querySelector(`[data-filter="${verdict}"]`);
  group.hidden = !on;
  chip.setAttribute("aria-pressed", String(on));
  papers.classList.toggle(`show-${verdict}`, on);
  if (on && document.readyState === "complete") completeWhenIdle();
}

function to(anchor) {
  into(papers, document.getElementById(anchor), 0, { jump: true });
}

document.addEventListener("click", (event) => {
  const chooser = event.target.closest("[data-choose]");
  const place = event.target.closest(".box, .run");
  const chip = event.target.closest("[data-filter]");
  const jump = event.target.closest("[data-jump]");
  if (chooser) { event.preventDefault(); choose(chooser.dataset.choose, { evidence: chooser.dataset.evidence ?? null }); }
  else if (place && papers.contains(place)) { event.preventDefault(); fromPlace(place); }
  else if (chip) toggle(chip.dataset.filter, chip.getAttribute("aria-pressed") !== "true");
  else if (jump) { event.preventDefault(); to(jump.dataset.jump); }
  for (const open of all("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
});

// Where several findings quote the same words, each click goes on to the next.
function fromPlace(place) {
  const ids = (place.dataset.findings || place.dataset.finding).split(" ");
  const id = ids[(ids.indexOf(current) + 1) % ids.length];
  choose(id, { evidence: place.dataset.finding === id ? place.dataset.evidence : null, from: "papers", focus: true });
}

document.addEventListener("change", (event) => {
  if (event.target.id === "jump") to(event.target.value);
});

// The list of papers follows the one in view.
const seen = new IntersectionObserver((entries) => {
  const inView = entries.find((entry) => entry.isIntersecting);
  if (inView) document.getElementById("jump").value = inView.target.id;
}, { root: papers, rootMargin: "-30% 0px -69% 0px" });

// What was read of a paper is put right in a dialog of its own.
// Places that a finding quotes are shown next to each other in another.
for (const [opener, dialog] of [["[data-correct]", "fields-dialog"], ["[data-sides]", "sides-dialog"]]) {
  document.addEventListener("click", (event) => {
    const opened = event.target.closest(opener);
    if (!opened) return;
    const held = document.querySelector(opened.getAttribute("hx-target"));
    held.removeAttribute("data-document"); // what stood there belongs to another opening, and is fetched anew
    const box = document.getElementById(dialog);
    held.innerHTML = `<h2 id="${box.getAttribute("aria-labelledby")}">正在打开…</h2>`;
    box.showModal();
  });
}
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "sides") for (const image of all("#sides [data-side-image]")) watchPiece(image);
});
document.body.addEventListener("htmx:afterSettle", () => { // settling takes back classes that were added before
  if (current && card(current)) {
    card(current).classList.add("chosen-finding");
    if (document.activeElement === document.body) card(current).focus({ preventScroll: true });
  }
});
document.addEventListener("submit", (event) => {
  const finding = event.target.closest(".finding");
  if (finding && finding.dataset.finding !== current) choose(finding.dataset.finding);
}, true);

// Opening one of the small forms closes the other and puts the cursor into it; one that is only given back does not.
document.addEventListener("toggle", (event) => {
  const form = event.target;
  if (!form.matches?.("details.say") || !form.open) return;
  if ("restored" in form.dataset) { delete form.dataset.restored; return; }
  for (const other of all("details.say[open]", form.parentElement)) if (other !== form) other.open = false;
  form.querySelector("textarea").focus({ preventScroll: true });
}, true);

// After a correction, when the rules have looked again. The dialog closes unless somebody goes on writing in it.
const dialog = document.getElementById("fields-dialog");
document.body.addEventListener("rechecked", () => {
  const pressed = new Map(all("[data-filter]").map((chip) => [chip.dataset.filter, chip.ariaPressed]));
  renew(() => {
    take();
    redraw(papers);
    begin();
    for (const chip of all("[data-filter]")) toggle(chip.dataset.filter, (pressed.get(chip.dataset.filter) ?? chip.ariaPressed) === "true");
    if (current && card(current)) mark(current);
    if (dialog.open && !unsaved(dialog)) dialog.close();
  });
});

// What has to be watched on a page as it came from the server.
function begin() {
  for (const paper of all(".document", papers)) seen.observe(paper);
  watchImages(papers);
  watch(papers, (sheet) => { if (current && all(".box", sheet).some((place) => holds(place, current))) mark(current); });
}

take();
begin();
restore();
for (const chip of all("[data-filter]")) toggle(chip.dataset.filter, chip.getAttribute("aria-pressed") === "true");
const asked = location.hash.match(/^#finding-(.+)$/);
const worst = shown()[0];
if (asked) choose(decodeURIComponent(asked[1]));
else if (worst) choose(worst, { open: true });
addEventListener("load", completeWhenIdle, { once: true });
