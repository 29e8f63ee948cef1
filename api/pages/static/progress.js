// The server says when something changed; htmx then fetches the progress as it stands. Without events, it polls.
const bench = document.getElementById("bench");
const events = new EventSource(`/v1/submissions/${bench.dataset.submission}/events`);
const refresh = () => window.htmx.trigger("#progress", "refresh");

events.addEventListener("progress", refresh);
for (const end of ["done", "gone"]) {
  events.addEventListener(end, () => { events.close(); location.reload(); });
}
window.addEventListener("pagehide", () => events.close());
