// Framing a missed value on the page: by mouse, pen or finger, by arrow keys, or by numbers. The server reads it.
const MM = 72 / 25.4;
const STEP = 2, LEAST = 4; // points
const SVG = "http://www.w3.org/2000/svg";
const panel = () => document.getElementById("box-panel");
const form = () => document.getElementById("box-form");
const sheetOf = (number) => document.getElementById(`page-${panel().dataset.document}-${number}`)?.querySelector(".sheet");

let start = null;

function take() {
  for (const layer of document.querySelectorAll(".box-layer")) layer.remove();
}

// A layer over the page that catches the pointer and shows the box; coordinates are the page's points.
function layer(number, width, height, active) {
  const sheet = sheetOf(number);
  if (!sheet) return null;
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", active ? "box-layer active" : "box-layer");
  made.setAttribute("viewBox", `0 0 ${width} ${height}`);
  made.dataset.page = number;
  if (active) {
    made.setAttribute("tabindex", "0");
    made.setAttribute("role", "application");
    made.setAttribute("aria-label", `在第 ${number} 页上框选：方向键移动，Shift 加方向键改变大小，回车读取，Esc 取消`);
  } else made.setAttribute("aria-hidden", "true");
  sheet.append(made);
  return made;
}

function show(target, box) {
  const rect = target.querySelector("rect") ?? target.appendChild(document.createElementNS(SVG, "rect"));
  const [x0, top, x1, bottom] = box;
  for (const [name, value] of [["x", x0], ["y", top], ["width", x1 - x0], ["height", bottom - top]]) rect.setAttribute(name, Math.max(0, value).toFixed(1));
}

const size = (target) => [target.viewBox.baseVal.width, target.viewBox.baseVal.height];
const names = ["left", "top", "right", "bottom"];

// The numbers of the form in points, or null while one of them is missing.
function typed() {
  const values = names.map((name) => form().elements[name].value);
  return values.every((value) => value !== "") ? values.map((value) => Number(value) * MM) : null;
}

function write(number, box) {
  form().elements.number.value = number;
  names.forEach((name, at) => { form().elements[name].value = (box[at] / MM).toFixed(1); });
  for (const other of document.querySelectorAll(".box-layer")) if (other.dataset.page !== String(number)) other.replaceChildren();
}

function point(target, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(target.getScreenCTM().inverse());
  const [width, height] = size(target);
  return [Math.min(Math.max(at.x, 0), width), Math.min(Math.max(at.y, 0), height)];
}

function drag(target) {
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    target.setPointerCapture(event.pointerId);
    target.focus({ preventScroll: true });
    start = point(target, event);
  });
  target.addEventListener("pointermove", (event) => {
    if (!start || !target.hasPointerCapture(event.pointerId)) return;
    const [x, y] = point(target, event);
    const box = [Math.min(start[0], x), Math.min(start[1], y), Math.max(start[0], x), Math.max(start[1], y)];
    show(target, box);
    write(target.dataset.page, box);
  });
  for (const end of ["pointerup", "pointercancel"]) target.addEventListener(end, () => { start = null; });
}

// A box to begin with where the page is in view.
function first(target) {
  const [width, height] = size(target);
  const seen = target.getBoundingClientRect(), pane = document.getElementById("papers").getBoundingClientRect();
  const middle = ((Math.max(seen.top, pane.top) + Math.min(seen.bottom, pane.bottom)) / 2 - seen.top) / seen.height * height;
  const y = Math.min(Math.max(middle, 12), height - 12);
  return [width / 2 - 60, y - 10, width / 2 + 60, y + 10];
}

// Wholly on the page, and not turned round.
function within([x0, top, x1, bottom], [width, height]) {
  const fit = (low, high, most) => {
    const from = Math.min(Math.max(Math.min(low, high), 0), most - LEAST);
    return [from, Math.min(Math.max(low, high, from + LEAST), most)];
  };
  const [left, right] = fit(x0, x1, width), [upper, lower] = fit(top, bottom, height);
  return [left, upper, right, lower];
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keyed(target, event) {
  if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); form().requestSubmit(); return; }
  if (event.key === "Escape") { event.stopPropagation(); cancel(); return; }
  const move = MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  const [width, height] = size(target);
  const here = form().elements.number.value === target.dataset.page && target.querySelector("rect");
  let [x0, top, x1, bottom] = within((here && typed()) || first(target), [width, height]);
  const [dx, dy] = move.map((one) => one * STEP * (event.ctrlKey ? 5 : 1));
  if (event.shiftKey) {
    x1 = Math.min(Math.max(x1 + dx, x0 + LEAST), width);
    bottom = Math.min(Math.max(bottom + dy, top + LEAST), height);
  } else {
    const byX = Math.min(Math.max(dx, -x0), width - x1), byY = Math.min(Math.max(dy, -top), height - bottom);
    [x0, x1, top, bottom] = [x0 + byX, x1 + byX, top + byY, bottom + byY];
  }
  show(target, [x0, top, x1, bottom]);
  write(target.dataset.page, [x0, top, x1, bottom]);
}

function cancel() {
  take();
  const empty = document.createElement("div");
  empty.id = "box-panel";
  panel().replaceWith(empty);
}

const chosenLayer = () => document.querySelector(`.box-layer[data-page="${form().elements.number.value}"]`);

function typedIn() {
  const box = typed(), target = chosenLayer();
  if (box && target) { show(target, box); write(target.dataset.page, box); }
}

// After each step of the panel: layers to draw on, or the box that is being read.
function settle() {
  take();
  if (form()) {
    for (const option of form().elements.number.options) {
      const target = layer(option.value, Number(option.dataset.width), Number(option.dataset.height), true);
      if (!target) continue;
      drag(target);
      target.addEventListener("keydown", (event) => keyed(target, event));
    }
    form().addEventListener("change", typedIn);
    form().elements.number.addEventListener("change", () => chosenLayer()?.scrollIntoView({ block: "start" }));
    typedIn();
    return;
  }
  const drawn = document.getElementById("box-drawn");
  const sheet = drawn && sheetOf(drawn.dataset.page);
  if (!sheet) return;
  const image = sheet.querySelector("svg.boxes")?.viewBox.baseVal;
  const picture = sheet.querySelector("img");
  const target = layer(drawn.dataset.page, image?.width || picture.getAttribute("width"), image?.height || picture.getAttribute("height"), false);
  show(target, names.map((name) => Number(drawn.dataset[name]) * MM));
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-draw]")) document.getElementById("fields-dialog").close();
  if (event.target.closest("[data-box-cancel]")) cancel();
  if (event.target.closest("[data-box-keys]")) { const target = chosenLayer(); target?.scrollIntoView({ block: "nearest" }); target?.focus({ preventScroll: true }); }
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "box-panel" || !panel()) return;
  const began = panel().dataset.state === "draw" && !document.querySelector(".box-layer");
  if (!panel().dataset.document) take();
  else settle();
  if (began) {
    chosenLayer()?.scrollIntoView({ block: "start" });
    form()?.querySelector("[data-box-keys]")?.focus();
  }
});
