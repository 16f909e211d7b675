/* onrecord 1dd0998e08c9: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* What every page runs: the way to the search, and the scripts of what else a page has. Plain JavaScript; without it the
   header's form still leads to the search page, and every link to a page. */

/** "/" leads to the search box: the page's own, else the header's. */
document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const box = [...document.querySelectorAll("#or-q, .or-find input")].find((field) => field.offsetParent);
  if (!box) return;
  event.preventDefault();
  box.focus();
});

/* The link to the search page that stands on a front page becomes the field that it looks like. */
for (const link of document.querySelectorAll("a.or-ask")) {
  const label = link.textContent;
  const form = Object.assign(document.createElement("form"), { className: "or-ask", action: link.href });
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "The archive");
  const field = Object.assign(document.createElement("input"), { name: "q", type: "search", placeholder: label, autocomplete: "off" });
  field.setAttribute("aria-label", label);
  form.append(field, Object.assign(document.createElement("button"), { type: "submit", textContent: "Search" }));
  (link.parentElement.childElementCount === 1 && link.parentElement.matches("p") ? link.parentElement : link).replaceWith(form);
}

/* What a page needs besides is loaded where it is needed, so that all others stay light. `onrecordReady` is kept when all
   of it is there and at work, for scripts that come after. */
const needed = [];

/* The search page. */
if (document.getElementById("or-search")) needed.push(import("./search-page.js").then(({ started }) => started));

/* A list on this page can be narrowed: by the script that knows how. */
if (document.querySelector(location.hash.includes("=") ? ".or-filters" : ".or-filters[data-whole]")) needed.push(import("./filter.js"));

/* The words of an article light up with the notes that say whose they are. */
if (document.querySelector("mark.or-q")) needed.push(import("./reading.js"));

/* The page has a citation: it can be copied with one click. */
if (document.querySelector(".or-cite")) needed.push(import("./cite.js"));

window.onrecordReady = Promise.all(needed);
