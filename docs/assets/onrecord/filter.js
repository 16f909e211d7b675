/* onrecord 7505acfab576: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* Narrows a list of what somebody said on the page itself, by several facets at once. Without it the same links narrow by
   one, by style sheet. Where a page does not hold the whole list, they lead to pages that show the narrowed list. */

const nav = document.querySelector(".or-filters");
const facets = ["topic", "outlet", "year"];

/* What the address asks for: "#topic=bridges&year=2031". An address of old has it in its query. */
const asked = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
const key = (link) => link.id.slice(link.id.indexOf("=") + 1);

/* The list has outgrown the page that an address is of: what it asks for has a page of its own now. */
const moveOn = () => {
  for (const [facet, value] of asked()) {
    const link = document.getElementById(`${facet}=${value}`);
    if (value && nav.contains(link)) return location.replace(link.href);
  }
};

/* What much is said about has a page of its own, with what recurs there, and who else speaks of it. */
const ownPage = (address) => {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "See it on a page of its own";
  return link;
};

const narrow = () => {
  const items = [...document.querySelectorAll(".or-item[data-year]")];
  const folded = document.querySelector(".or-reports");
  const opened = folded?.open;
  const ways = nav.querySelector(".or-narrow");
  const status = document.createElement("p");
  status.className = "or-status";
  status.setAttribute("role", "status");
  nav.append(status);
  nav.toggleAttribute("data-live", true);

  /* The facets that this page can be narrowed by are those whose links lie on it; what the page itself is about is fixed. */
  const rows = facets
    .map((facet) => ({ facet, row: nav.querySelector(`.or-row[data-facet="${facet}"]`) }))
    .filter(({ row }) => row && !row.querySelector('a[aria-current]:not([id$="="])'));

  const has = (item, facet, value) => item.dataset[facet].split(" ").includes(value);
  const chosen = () => {
    const query = asked();
    return Object.fromEntries(rows.map(({ facet }) => [facet, query.get(facet) ?? ""]));
  };
  const fits = (item, wanted, but) =>
    rows.every(({ facet }) => facet === but || !wanted[facet] || has(item, facet, wanted[facet]));

  const count = ({ facet, row }, wanted) => {
    const within = items.filter((item) => fits(item, wanted, facet));
    for (const link of row.querySelectorAll("a")) {
      const value = key(link);
      link.toggleAttribute("aria-current", false);
      if (value === wanted[facet]) {
        link.setAttribute("aria-current", "true");
        if (value) link.closest("details")?.setAttribute("open", "");
      }
      const small = link.querySelector("small");
      if (!small) continue;
      const number = within.filter((item) => has(item, facet, value)).length;
      small.textContent = number.toLocaleString("en");
      link.toggleAttribute("data-none", !number);
    }
  };

  const hash = (wanted) => new URLSearchParams(Object.entries(wanted).filter(([, one]) => one)).toString();

  const show = () => {
    const wanted = chosen();
    const narrowed = Object.values(wanted).some(Boolean);
    nav.dataset.narrowed = narrowed ? `#${hash(wanted)}` : ""; // what is cited
    document.dispatchEvent(new CustomEvent("onrecord:narrowed"));
    for (const item of items) item.hidden = !fits(item, wanted);
    for (const part of document.querySelectorAll(":is(.or-day, .or-part):has(.or-item[data-year])")) {
      part.hidden = !part.querySelector(".or-item:not([hidden])");
    }
    if (folded) folded.open = narrowed || opened;
    if (ways && narrowed) ways.open = true; // on a phone they are folded
    for (const row of rows) count(row, wanted);
    const left = items.filter((item) => !item.hidden).length;
    status.textContent = narrowed ? `${left} of ${items.length} shown` : "";
    const [only, more] = rows.filter(({ facet }) => wanted[facet]);
    const link = only && !more && document.getElementById(`${only.facet}=${wanted[only.facet]}`);
    if (link && link.pathname !== location.pathname) status.append(" · ", ownPage(link.href));
  };

  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const found = link && rows.find(({ row }) => row.contains(link));
    if (!found || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const wanted = chosen();
    const value = key(link);
    wanted[found.facet] = value === wanted[found.facet] ? "" : value;
    const address = new URL(location.href);
    address.search = "";
    address.hash = hash(wanted);
    history.pushState(null, "", address);
    show();
  });
  addEventListener("popstate", show);
  show();
};

if (nav?.hasAttribute("data-whole")) narrow();
else if (nav) moveOn();
