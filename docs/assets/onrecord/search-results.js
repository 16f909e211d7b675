/* onrecord 4be4c6690816: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* Results of the search page as elements: what one speaker said in one article, a statement, an article.

   Whatever comes from an article is set as text, never as HTML. */

import { ROOT, addressIn, pageOf } from "./search-sites.js";

/** An element with attributes and children (elements, or text). */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The full address of a page of the site, also where pages are files (use_directory_urls: false). */
export function address(path) {
  return addressIn(ROOT, path, location.pathname.endsWith(".html") && !location.pathname.endsWith("/index.html"));
}

function date(iso) {
  if (!iso) return "undated";
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  const shape = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }), timeZone: "UTC" };
  const language = document.documentElement.lang || "en";
  // The pages write "24 December 2015", which plain "en" would turn around.
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, shape).format(
    new Date(Date.UTC(year, (month || 1) - 1, day || 1)),
  );
}

/** A number and its noun. */
export const count = (number, one, many) => `${number.toLocaleString()} ${number === 1 ? one : many}`;

/** The list of results, to which more may be added. */
export class Results {
  constructor(list) {
    this.list = list;
    this.clear();
  }

  clear() {
    this.list.replaceChildren();
    this.rows = new Map(); // the line that names other outlets, by statement and speaker
    this.folded = 0; // results that joined one that was shown before
  }

  show(result) {
    const { kind, site } = result;
    this.other = site?.isOther ? site : null;
    if (kind === "article") this.list.append(this.articleRow(result));
    else if (kind === "statement") this.list.append(this.statementRow(result));
    else this.saidRow(result);
  }

  /** The full address of a page of the site that the result is from. */
  at(path) {
    return this.other ? pageOf(this.other, path) : address(path);
  }

  /** Which site the result is from, if it is another. */
  from() {
    return this.other && el("a", { class: "or-hit__site", href: this.other.root }, this.other.name);
  }

  /** What somebody said in one article. Another outlet's cut of a statement already shown joins it there. */
  saidRow({ url, headline, outlet, date: day, speakers, reported, quotes = {}, passages }) {
    const [best, ...rest] = passages;
    const about = quotes[best.id] ?? {};
    const cut = about.statement && `${this.at(about.statement)} ${speakers.map(([id]) => id).join(" ")}`;
    const source = `${outlet ?? "Unknown outlet"}, ${date(day)}`;
    if (this.rows.has(cut)) {
      this.alsoIn(this.rows.get(cut), outlet, el("a", { href: this.at(`${url}#${best.id}`) }, source));
      this.folded += 1;
      return;
    }
    const who = this.people(speakers, about.nobody ? `: ${about.nobody}` : "");
    if (about.unsure) who.push(el("a", { class: "or-hit__unsure", href: this.at("speakers/#uncertain") }, "uncertain attribution"));
    const article = el("a", { class: "or-hit__headline", href: this.at(url) }, headline);
    this.list.append(el("li", { class: reported ? "or-hit or-hit--reported" : "or-hit" },
      this.words(best, this.at(`${url}#${best.id}`), reported),
      el("p", { class: "or-hit__by" }, ...who, el("span", {}, source), article, this.from()),
      this.others(url, rest, reported),
      about.statement ? this.comparison(about, cut) : null));
  }

  /** Whose words they are: everybody who said them together, or nobody, and why. */
  people(speakers, why = "") {
    if (!speakers.length) return [el("span", { class: "or-hit__who or-hit__who--unnamed" }, `Nobody named${why}`)];
    const names = speakers.map(([id, name]) => el("a", { class: "or-hit__who", href: this.at(`speakers/${id}/`) }, name));
    return names.length > 1 ? [...names, el("span", {}, "jointly")] : names;
  }

  /** What else was found of the same speaker in the same article, if anything. */
  others(url, passages, reported) {
    const found = passages.filter((passage) => passage.score > 0).slice(0, 2);
    const lines = found.map((passage) => el("li", {}, this.words(passage, this.at(`${url}#${passage.id}`), reported, "or-hit__other")));
    return lines.length ? el("ul", { class: "or-hit__others", "aria-label": "In the same article" }, ...lines) : null;
  }

  /** Which other outlets carry the statement, and the way to its page. */
  comparison({ statement, also = [] }, cut) {
    const line = el("p", { class: "or-hit__also" },
      ...also.map((name) => el("span", {}, `also ${name}`)),
      el("a", { href: this.at(statement) }, "compare the wordings"));
    this.rows.set(cut, line);
    return line;
  }

  /** A link to another outlet's cut, in the place of that outlet's bare name. */
  alsoIn(line, outlet, link) {
    const name = [...line.querySelectorAll("span")].find((span) => span.textContent === `also ${outlet}`);
    const also = el("span", {}, "also ", link);
    if (name) name.replaceWith(also);
    else line.lastElementChild.before(also);
  }

  statementRow({ url, date: day, outlets, speakers, disputed, passages }) {
    const who = disputed ? speakers.flatMap((one) => this.people([one])) : this.people(speakers);
    return el("li", { class: "or-hit" },
      this.words(passages[0], this.at(url)),
      el("p", { class: "or-hit__by" }, ...who, el("span", {}, `${outlets.join(", ")}, first ${date(day)}`),
        disputed ? el("span", { class: "or-hit__disputed" }, "outlets name different speakers") : null,
        this.from()));
  }

  articleRow({ url, headline, outlet, date: day, passages }) {
    return el("li", { class: "or-hit" },
      el("p", { class: "or-hit__title" }, el("a", { href: this.at(url) }, headline)),
      el("p", { class: "or-hit__excerpt" }, ...this.pieces(passages[0])),
      el("p", { class: "or-hit__by" }, el("span", {}, `${outlet ?? "Unknown outlet"}, ${date(day)}`), this.from()));
  }

  /** Words that lead to their place. Only words that stand in marks there are set in marks here. */
  words(passage, href, reported = false, name = "or-hit__words") {
    if (!reported) return el("p", { class: name }, el("a", { href }, "“", ...this.pieces(passage), "”"));
    const label = el("span", { class: "or-hit__label" }, "Reported, not in marks:");
    return el("p", { class: name }, label, " ", el("a", { href }, ...this.pieces(passage)));
  }

  pieces({ pieces, cutBefore, cutAfter }) {
    const out = pieces.map(({ text, hit }) => (hit ? el("mark", {}, text) : text));
    return [cutBefore ? "… " : "", ...out, cutAfter ? " …" : ""];
  }
}
