// The page of vouchers: a field and its place on the picture point at each other. The server drew everything.
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

// A page image that is still being made is asked for again.
function retry(image) {
  const tries = Number(image.dataset.tries || 0) + 1;
  image.closest(".sheet").classList.toggle("making", tries <= 20);
  if (tries > 20) { image.closest(".sheet").classList.add("no-image"); return; }
  image.dataset.tries = String(tries);
  setTimeout(() => { image.src = `${image.src.split("?")[0]}?try=${tries}`; }, Math.min(500 * tries, 4000));
}
function images() {
  for (const image of all("[data-page-image]:not([data-watched])")) {
    image.dataset.watched = "";
    image.addEventListener("error", () => retry(image));
    image.addEventListener("load", () => image.closest(".sheet").classList.remove("making"));
    if (image.complete && !image.naturalWidth && image.src) retry(image);
  }
}

// Which voucher is open shows in the list; after a correction the cursor stays where it was.
let kept = "";
document.body.addEventListener("htmx:beforeSwap", () => {
  kept = document.activeElement?.closest?.(".voucher-field")?.dataset.path ?? kept;
});
document.body.addEventListener("htmx:afterSettle", () => {
  images();
  const open = document.getElementById("voucher")?.dataset.document;
  for (const row of all(".voucher-row")) {
    if (row.closest("li").id === `row-${open}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  point(kept);
});
images();
