// Printing shows every article opened, and puts back what the reader had closed.
const articles = [...document.querySelectorAll("details.article")];
let closed = [];

addEventListener("beforeprint", () => {
  closed = articles.filter((article) => !article.open);
  for (const article of closed) article.open = true;
});
addEventListener("afterprint", () => {
  for (const article of closed) article.open = false;
});
document.getElementById("print").addEventListener("click", () => print());
