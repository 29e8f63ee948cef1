// The page of vouchers: a field and its place on the picture point at each other. The server drew everything.
import { restore } from "/static/drafts.js";
import { watchImages } from "/static/page_images.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function point(path) {
  for (const one of all(".pointed")) one.classList.remove("pointed");
  for (const one of all("[data-path]")) if (path && one.dataset.path === path) one.classList.add("pointed");
}

function show(id) {
  const card = document.getElementById(`finding-${id}`);
  for (const one of all(".chosen-finding, .chosen-place")) one.classList.remove("chosen-finding", "chosen-place");
  if (!card) return;
  card.classList.add("chosen-finding");
  card.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  const places = all(".box").filter((box) => box.dataset.finding === id);
  for (const box of places) { box.classList.add("chosen-place"); box.parentNode.append(box); }
}

document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.(".voucher-field");
  if (field) point(field.dataset.path);
});
document.addEventListener("click", (event) => {
  const place = event.target.closest(".field-box");
  const box = event.target.closest(".box");
  const chooser = event.target.closest("[data-choose]");
  if (place) {
    const field = all(".voucher-field").find((one) => one.dataset.path === place.dataset.path);
    const goods = field?.closest("details");
    if (goods) goods.open = true;
    field?.querySelector("input[type=text]").focus();
  } else if (box) { event.preventDefault(); show(box.dataset.finding); } else if (chooser) show(chooser.dataset.choose);
  for (const open of all("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
});

// Which voucher is open shows in the list; after a correction the cursor stays where it was.
let kept = "";
document.body.addEventListener("htmx:beforeSwap", () => {
  kept = document.activeElement?.closest?.(".voucher-field")?.dataset.path ?? kept;
});
document.body.addEventListener("htmx:afterSettle", () => {
  watchImages();
  const open = document.getElementById("voucher")?.dataset.document;
  for (const row of all(".voucher-row")) {
    if (row.closest("li").id === `row-${open}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  point(kept);
});
watchImages();
restore();
