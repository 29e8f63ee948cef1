// The workbench: a finding and its places on the papers move together. The server drew everything; this only moves.
const papers = document.getElementById("papers");
const findings = document.getElementById("findings");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const card = (id) => document.getElementById(`finding-${id}`);
const holds = (place, id) => (place.dataset.findings || place.dataset.finding).split(" ").includes(id);
const places = (id) => all(".box, .run", papers).filter((place) => holds(place, id));

const AS = ["fail", "review", "pass", "not_applicable"].map((verdict) => `as-${verdict}`);

let current = null;
export const chosen = () => current;

// Brings `target` to `share` of the pane's height, below the heading that stays on top.
const HEADING = 44;
function into(pane, target, share) {
  const delta = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  const above = Math.max(HEADING, pane.clientHeight * share);
  pane.scrollTo({ top: pane.scrollTop + delta - above, behavior: calm ? "auto" : "smooth" });
}

function to(anchor) {
  const target = document.getElementById(anchor);
  const delta = target.getBoundingClientRect().top - papers.getBoundingClientRect().top;
  papers.scrollTo({ top: papers.scrollTop + delta - (target.matches(".document") ? 0 : HEADING) });
}

// Findings of a quiet group lie in a template until somebody wants one of them.
function unpack(group) {
  const packed = group.querySelector(":scope > template");
  if (!packed) return;
  for (const quiet of all(".quiet-boxes", papers)) {
    const boxes = quiet.parentElement.querySelector(".boxes");
    boxes.append(...quiet.content.querySelectorAll(`.box.${group.dataset.verdict}`));
  }
  const cards = [...packed.content.children];
  packed.replaceWith(packed.content);
  if (window.htmx) for (const one of cards) window.htmx.process(one);
  drafts(group);
}

function reveal(id) {
  const packed = all(".group > template").find((one) => one.content.getElementById(`finding-${id}`));
  if (packed) unpack(packed.parentElement);
  const group = card(id)?.closest(".group");
  if (group?.hidden) toggle(group.dataset.verdict, true);
}

export function choose(id, { evidence = null, from = "findings", open = false } = {}) {
  reveal(id);
  if (!card(id)) return;
  for (const marked of all(".chosen-place, .finding.chosen-finding")) {
    marked.classList.remove("chosen-place", "chosen-finding", "chosen-evidence", ...AS);
  }
  current = id;
  card(id).classList.add("chosen-finding");
  const found = places(id);
  const verdict = card(id).closest(".group").dataset.verdict;
  for (const place of found) {
    place.classList.add("chosen-place", `as-${verdict}`);
    if (place.matches(".box")) place.parentNode.append(place); // what is drawn last lies on top
  }
  const target = found.find((place) => evidence !== null && place.dataset.finding === id
    && place.dataset.evidence === String(evidence)) ?? found[0];
  target?.classList.add("chosen-evidence");
  if (from === "findings" && target) into(papers, target, 0.3);
  if (open) return; // what was not read stands above the findings and stays in view
  if (from !== "findings" || evidence === null) into(findings, card(id), 0);
  history.replaceState(null, "", `#finding-${id}`);
}

function toggle(verdict, on) {
  const group = document.getElementById(`group-${verdict}`);
  const chip = document.querySelector(`[data-filter="${verdict}"]`);
  if (on) unpack(group);
  group.hidden = !on;
  chip.setAttribute("aria-pressed", String(on));
  papers.classList.toggle(`show-${verdict}`, on);
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
  choose(id, { evidence: place.dataset.finding === id ? place.dataset.evidence : null, from: "papers" });
  card(id).focus({ preventScroll: true });
}

document.getElementById("jump").addEventListener("change", (event) => {
  to(event.target.value);
});

// The list of papers follows the one in view.
const jump = document.getElementById("jump");
const seen = new IntersectionObserver((entries) => {
  const shown = entries.find((entry) => entry.isIntersecting);
  if (shown) jump.value = shown.target.id;
}, { root: papers, rootMargin: "-30% 0px -69% 0px" });
for (const paper of all(".document", papers)) seen.observe(paper);

// Zoom: the width of a page in per cent of the pane.
const STEPS = [60, 80, 100, 140, 180, 240];
let zoom = STEPS.indexOf(Number(sessionStorage.getItem("zoom"))) >= 0 ? Number(sessionStorage.getItem("zoom")) : 100;
function zoomTo(percent) {
  papers.classList.remove(...STEPS.map((step) => `zoom-${step}`));
  papers.classList.add(`zoom-${percent}`);
  sessionStorage.setItem("zoom", String(percent));
  zoom = percent;
}
for (const button of all("[data-zoom]")) {
  button.addEventListener("click", () => {
    const at = STEPS.indexOf(zoom);
    const step = { in: Math.min(at + 1, STEPS.length - 1), out: Math.max(at - 1, 0), fit: STEPS.indexOf(100) };
    zoomTo(STEPS[step[button.dataset.zoom]]);
  });
}
zoomTo(zoom);

// A page image that is still being made is asked for again.
function retry(image) {
  const tries = Number(image.dataset.tries || 0) + 1;
  const sheet = image.closest(".sheet");
  sheet.classList.toggle("making", tries <= 20);
  if (tries > 20) { sheet.classList.add("no-image"); return; }
  image.dataset.tries = String(tries);
  setTimeout(() => { image.src = `${image.src.split("?")[0]}?try=${tries}`; }, Math.min(500 * tries, 4000));
}
for (const image of all("[data-page-image]")) {
  image.addEventListener("error", () => retry(image));
  image.addEventListener("load", () => image.closest(".sheet").classList.remove("making"));
  if (image.complete && !image.naturalWidth && image.src) retry(image);
}

// What was typed and not yet sent outlives a reload.
const draftKey = (field) => `draft:${field.id}`;
function drafts(root) {
  for (const field of all("[data-draft]", root)) {
    const kept = sessionStorage.getItem(draftKey(field));
    if (kept && !field.value) { field.value = kept; field.closest("details").open = true; }
  }
}
document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-draft]")) sessionStorage.setItem(draftKey(event.target), event.target.value);
});
document.body.addEventListener("htmx:configRequest", (event) => {
  const action = event.detail.parameters.get?.("action") ?? event.detail.parameters.action;
  event.detail.elt.dataset.sent = action;
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 200) return;
  const form = event.detail.requestConfig?.elt;
  const field = { dismiss: "reason", comment: "comment" }[form?.dataset.sent];
  const typed = field && form.querySelector(`[data-draft="${field}"]`);
  if (typed) sessionStorage.removeItem(draftKey(typed));
});
// What was read of a paper is put right in a dialog of its own.
// Places that a finding quotes are shown next to each other in another.
for (const [opener, dialog] of [["[data-correct]", "fields-dialog"], ["[data-sides]", "sides-dialog"]]) {
  document.addEventListener("click", (event) => {
    if (event.target.closest(opener)) document.getElementById(dialog).showModal();
  });
}
function asked(image, tries = 0) {
  if (tries < 20) {
    image.addEventListener("error", () => setTimeout(() => {
      image.setAttribute("href", `${image.getAttribute("href").split("?")[0]}?try=${tries + 1}`);
      asked(image, tries + 1);
    }, Math.min(500 * (tries + 1), 4000)), { once: true });
  }
}
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "sides") setTimeout(() => all("[data-side-image]").forEach((image) => asked(image)));
});
document.body.addEventListener("htmx:afterSettle", () => { // settling takes back classes that were added before
  drafts(document);
  if (current && card(current)) {
    card(current).classList.add("chosen-finding");
    if (document.activeElement === document.body) card(current).focus({ preventScroll: true });
  }
});
document.addEventListener("submit", (event) => {
  const finding = event.target.closest(".finding");
  if (finding && finding.dataset.finding !== current) choose(finding.dataset.finding);
}, true);

// Opening one of the small forms closes the other and puts the cursor into it.
document.addEventListener("toggle", (event) => {
  const form = event.target;
  if (!form.matches?.("details.say") || !form.open) return;
  for (const other of all("details.say[open]", form.parentElement)) if (other !== form) other.open = false;
  form.querySelector("textarea").focus({ preventScroll: true });
}, true);

drafts(document);
for (const chip of all("[data-filter]")) toggle(chip.dataset.filter, chip.getAttribute("aria-pressed") === "true");
const wanted = location.hash.match(/^#finding-(.+)$/);
const worst = document.querySelector(".group:not([hidden]) .finding");
if (wanted) choose(decodeURIComponent(wanted[1]));
else if (worst) choose(worst.dataset.finding, { open: true });
