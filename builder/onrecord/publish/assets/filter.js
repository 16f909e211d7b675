/* Narrows a list of what somebody said on the page itself, by several facets at once. Without it, and wherever a page does
   not hold the whole list, the same links lead to pages that show the narrowed list. */

const nav = document.querySelector(".or-filters[data-whole]");
const facets = ["topic", "outlet", "year"];

if (nav) {
  const items = [...document.querySelectorAll(".or-item[data-year]")];
  const folded = document.querySelector(".or-reports");
  const opened = folded?.open;
  const status = document.createElement("p");
  status.className = "or-status";
  status.setAttribute("role", "status");
  nav.append(status);

  /* The facets that this page can be narrowed by are those whose links lie on it; what the page itself is about is fixed. */
  const rows = facets
    .map((facet) => ({ facet, row: nav.querySelector(`.or-row[data-facet="${facet}"]`) }))
    .filter(({ facet, row }) => row && !row.querySelector(`a[data-${facet}]:not([data-${facet}=""])[aria-current]`));

  const has = (item, facet, value) => item.dataset[facet].split(" ").includes(value);
  const chosen = () => {
    const query = new URLSearchParams(location.search);
    return Object.fromEntries(rows.map(({ facet }) => [facet, query.get(facet) ?? ""]));
  };
  const fits = (item, wanted, but) =>
    rows.every(({ facet }) => facet === but || !wanted[facet] || has(item, facet, wanted[facet]));

  const count = ({ facet, row }, wanted) => {
    const within = items.filter((item) => fits(item, wanted, facet));
    for (const link of row.querySelectorAll("a")) {
      const value = link.dataset[facet];
      link.toggleAttribute("aria-current", false);
      if (value === wanted[facet]) link.setAttribute("aria-current", "true");
      const small = link.querySelector("small");
      if (!small) continue;
      const number = within.filter((item) => has(item, facet, value)).length;
      small.textContent = number.toLocaleString("en");
      link.toggleAttribute("data-none", !number);
    }
  };

  const show = () => {
    const wanted = chosen();
    const narrowed = Object.values(wanted).some(Boolean);
    for (const item of items) item.hidden = !fits(item, wanted);
    for (const day of document.querySelectorAll(".or-day:has(.or-item)")) day.hidden = !day.querySelector(".or-item:not([hidden])");
    for (const part of document.querySelectorAll(".or-without")) part.hidden = !part.querySelector(".or-item:not([hidden])");
    if (folded) folded.open = narrowed || opened;
    for (const row of rows) count(row, wanted);
    const left = items.filter((item) => !item.hidden).length;
    status.textContent = narrowed ? `${left} of ${items.length} shown` : "";
  };

  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const found = link && rows.find(({ row }) => row.contains(link));
    if (!found || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = new URL(location.href);
    const value = link.dataset[found.facet];
    const again = chosen()[found.facet] === value;
    if (value && !again) address.searchParams.set(found.facet, value);
    else address.searchParams.delete(found.facet);
    history.pushState(null, "", address);
    show();
  });
  addEventListener("popstate", show);
  if (Object.values(chosen()).some(Boolean)) show();
}
