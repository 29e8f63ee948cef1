// Zoom: the width of a page in per cent of the pane.
const papers = document.getElementById("papers");
const STEPS = [60, 80, 100, 140, 180, 240];
let zoom = STEPS.includes(Number(sessionStorage.getItem("zoom"))) ? Number(sessionStorage.getItem("zoom")) : 100;

function zoomTo(percent) {
  papers.classList.remove(...STEPS.map((step) => `zoom-${step}`));
  papers.classList.add(`zoom-${percent}`);
  sessionStorage.setItem("zoom", String(percent));
  zoom = percent;
}

for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    const at = STEPS.indexOf(zoom);
    const step = { in: Math.min(at + 1, STEPS.length - 1), out: Math.max(at - 1, 0), fit: STEPS.indexOf(100) };
    zoomTo(STEPS[step[button.dataset.zoom]]);
  });
}
zoomTo(zoom);
