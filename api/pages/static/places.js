// Where the findings lie on the page images. A box is drawn when its page comes near or its finding is chosen.
const SVG = "http://www.w3.org/2000/svg";
const VERDICTS = { fail: "不符合", review: "需人工判断", pass: "符合", not_applicable: "不适用" };
const AROUND = 2; // points of white between what was read and its box

let findings = [];
let sheets = {};
let at = new Map(); // id -> position
let lying = []; // position -> ids of the sheets

export function take(root = document) {
  ({ findings, sheets } = JSON.parse(root.getElementById("places").textContent));
  at = new Map(findings.map(([id], position) => [id, position]));
  lying = findings.map(() => new Set());
  for (const [sheet, boxes] of Object.entries(sheets)) for (const [position] of boxes) lying[position].add(sheet);
}

export const verdictOf = (id) => findings[at.get(id)]?.[1];
export const waits = (id) => Boolean(findings[at.get(id)]?.[2]);
export const order = () => findings.map(([id]) => id);

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function box([position, evidence, x, y, width, height, text, sure]) {
  const [id, verdict] = findings[position];
  const heading = `第 ${position + 1} 条`, word = VERDICTS[verdict] ?? verdict;
  const made = element("a", { href: `#finding-${id}`, class: `box ${verdict}`, "data-finding": id, "data-evidence": evidence,
    "aria-label": `${heading}，${word}：${text}` });
  const title = element("title", {}), number = element("text", { class: "badge", x: x - 10, y: y + 7.8 });
  title.textContent = `${heading} · ${word}\n读到：${text}（可信度 ${sure}%）`;
  number.textContent = position + 1;
  made.append(title,
    element("rect", { x: x - AROUND, y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND, rx: 1.5 }),
    element("rect", { class: "badge-ground", x: x - 17, y: y - AROUND, width: 14, height: 13, rx: 2.5 }), number);
  return made;
}

export function draw(sheet) {
  const ground = document.getElementById(sheet)?.querySelector("svg.boxes:not([data-drawn])");
  if (!ground) return false;
  ground.dataset.drawn = "";
  ground.append(...(sheets[sheet] ?? []).map(box));
  return true;
}

export function drawAllOf(id) {
  for (const sheet of lying[at.get(id)] ?? []) draw(sheet);
}

// After another look of the rules the boxes of the pages that were drawn lie elsewhere.
export function redraw(papers) {
  for (const ground of papers.querySelectorAll("svg.boxes")) {
    ground.replaceChildren();
    const drawn = ground.hasAttribute("data-drawn");
    delete ground.dataset.drawn;
    if (drawn) draw(ground.closest(".sheet-wrap").id);
  }
}

// Boxes of the pages in view and of those next to them; `after` tells which page has got its boxes.
let watcher = null;
export function watch(papers, after) {
  watcher?.disconnect();
  watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && draw(target.id)) after(target);
  }, { root: papers, rootMargin: "60% 0px" });
  for (const sheet of Object.keys(sheets)) {
    const target = document.getElementById(sheet);
    if (target) watcher.observe(target);
  }
}
