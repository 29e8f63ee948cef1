// A page image that is still being made is asked for again.
const TRIES = 20;
const later = (tries) => Math.min(500 * tries, 4000);

function retry(image) {
  const tries = Number(image.dataset.tries || 0) + 1;
  const sheet = image.closest(".sheet");
  sheet.classList.toggle("making", tries <= TRIES);
  if (tries > TRIES) { sheet.classList.add("no-image"); return; }
  image.dataset.tries = String(tries);
  setTimeout(() => { image.src = `${image.src.split("?")[0]}?try=${tries}`; }, later(tries));
}

export function watchImages(root = document) {
  for (const image of root.querySelectorAll("[data-page-image]:not([data-watched])")) {
    image.dataset.watched = "";
    image.addEventListener("error", () => retry(image));
    image.addEventListener("load", () => image.closest(".sheet").classList.remove("making"));
    if (image.complete && !image.naturalWidth && image.src) retry(image);
  }
}

// The same for a piece of a page within a drawing.
export function watchPiece(image, tries = 0) {
  if (tries >= TRIES) return;
  image.addEventListener("error", () => setTimeout(() => {
    image.setAttribute("href", `${image.getAttribute("href").split("?")[0]}?try=${tries + 1}`);
    watchPiece(image, tries + 1);
  }, later(tries + 1)), { once: true });
}
