/* onrecord 5b675a926ef4: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* Citations: copied with one click, saved as a file, and made for one quotation. Without this script they are folded
   text below the page, and the links named "cite" lead there.

   The theme's template prints them with the site's address. Where the site does not know it, the place of this page is
   put in: it is where the reader is. */

const SHOWN = 2000; // milliseconds for which a button says that it is done

const box = document.querySelector(".or-cite");
const path = box.dataset.path;
const site = box.dataset.site || new URL(box.dataset.root, location.href).href;
const printed = new Map(); // where a citation stands, and as it is of the whole page
const told = Object.assign(document.createElement("span"), { className: "or-cite__told" });
told.setAttribute("role", "status");
box.append(told);

/** A citation with whole addresses. */
function whole(text) {
  if (box.dataset.site) return text;
  const bare = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(^|[\\s{"])${bare}`, "g"), (_, before) => before + site + path);
}

/** Puts the address of the list as it is narrowed in place of the page's own. */
function follow() {
  const place = document.querySelector(".or-filters")?.dataset.narrowed ?? "";
  for (const [shown, text] of printed) shown.textContent = text.replaceAll(site + path, site + path + place);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "or-cite__area" });
    const before = document.activeElement;
    document.body.append(area); // a site on plain http has no clipboard but that of a selection
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
  return true;
}

/** Says on a button, and to those who do not see it, whether the copy was made. */
function tell(button, done) {
  const words = done ? "Copied" : "Select the text to copy it";
  button.dataset.label ??= button.textContent;
  button.textContent = done ? "copied" : button.dataset.label;
  told.textContent = told.textContent === words ? `${words}\u00a0` : words; // said again, it must differ to be heard again
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => (button.textContent = button.dataset.label), SHOWN);
}

function button(label, pressed) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  made.addEventListener("click", () => pressed(made));
  return made;
}

/** The buttons of one form of the citation. */
function furnish(form) {
  const shown = form.querySelector("p, code");
  const name = form.querySelector("summary")?.textContent ?? "the citation";
  printed.set(shown, whole(shown.textContent));
  const bar = Object.assign(document.createElement("p"), { className: "or-cite__bar" });
  const copying = button("Copy", async (own) => tell(own, await copy(shown.textContent)));
  copying.setAttribute("aria-label", `Copy ${name}`);
  bar.append(copying);
  if (form.dataset.ending) {
    const saving = button("Save", () => save(shown.textContent, form.dataset.ending));
    saving.setAttribute("aria-label", `Save ${name} as a file`);
    bar.append(saving);
  }
  form.append(bar);
}

function save(text, ending) {
  const name = path.replace(/\/$/, "").split("/").pop() || "citation";
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}

/** The citation of one quotation: its words and whose they are, in the article, with the link to its place. */
function quoted(id, note) {
  const marks = [...document.querySelectorAll("mark.or-q")].filter((m) => m.id === id || m.classList.contains(id));
  const words = marks.map((mark) => mark.textContent.trim()).join(" ").replace(/[,.]$/, "");
  const nobody = !note || note.classList.contains("or-nobody");
  const who = nobody ? "" : [...note.querySelectorAll(".or-who strong")].map((name) => name.textContent).join(" and ");
  const page = site + path;
  const article = box.querySelector('[data-form="text"] p').textContent.replace(page, `${page}#${id}`);
  const inner = words.replaceAll("“", "‘").replaceAll("”", "’");
  const stop = /[?!…]$/.test(inner) ? "" : ",";
  if (marks[0]?.classList.contains("or-reported")) {
    return `Reported of ${who || "somebody unnamed"}, in the outlet’s words: ${words}. ${article}`; // nobody's wording: no marks
  }
  return `${who ? `${who}, ` : ""}“${inner}${stop}” quoted in ${article}`;
}

box.querySelectorAll("[data-form]").forEach(furnish);
document.addEventListener("onrecord:narrowed", follow);
follow();

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.or-cite-this");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const place = link.parentElement.querySelector('a[href^="#q-"]');
  if (!place) return;
  event.preventDefault();
  tell(link, await copy(quoted(decodeURIComponent(place.hash.slice(1)), link.closest(".or-note"))));
});

/** Whoever comes for the citation finds it open. */
function open() {
  if (location.hash === "#cite") box.open = true;
}
window.addEventListener("hashchange", open);
open();
