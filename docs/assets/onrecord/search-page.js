/* onrecord efad4babf124: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The search page. Plain JavaScript; without it the page links to every list.

   Whatever comes from an article is set as text, never as HTML. */

import * as archive from "./search-archive.js";
import { Results, address, count, el } from "./search-results.js";
import { fold, pageOf } from "./search-sites.js";

const PAGE = 10; // results a reader is shown at a time
const FILTERS = ["speaker", "topic", "outlet", "year", "kind"];
const PLACES = { speaker: "speakers", topic: "topics", outlet: "outlets" };
const SITES = 3; // of which a speaker's or topic's page is named, where several are searched
const KINDS = {
  direct: "Quotations in full",
  partial: "Fragments of quotations",
  indirect: "Reported without marks",
  unnamed: "Words of unnamed sources",
  statement: "Statements in several outlets",
  article: "Whole articles",
};

/** The label of a choice, without its count. */
const unnumbered = (label) => label.replace(/ \([\d.,\s]+\)$/, "").trim();

/** The page of something in one of the sites that are searched. */
const pageIn = (site, folder, id) => (site.isOther ? pageOf(site, `${folder}/${id}/`) : address(`${folder}/${id}/`));

class SearchPage {
  constructor(box) {
    this.box = box;
    this.form = box.querySelector("form");
    this.field = this.form.elements;
    this.status = box.querySelector(".or-search__status");
    this.help = box.querySelector(".or-search__help");
    this.list = box.querySelector(".or-search__results");
    this.results = new Results(this.list);
    this.moreButton = box.querySelector(".or-search__more");
    this.asked = 0;
  }

  async start() {
    let typed = false; // before the lists were there: then the address has nothing to say any more
    this.form.addEventListener("input", () => (typed = true), { once: true });
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => (event.preventDefault(), this.go("push", true)));
    this.form.addEventListener("input", (event) => event.target === this.field.q && this.soon());
    this.form.addEventListener("change", (event) => event.target !== this.field.q && this.go("push"));
    this.moreButton.addEventListener("click", () => this.more(true));
    this.box.addEventListener("keydown", (event) => this.move(event));
    window.addEventListener("popstate", () => this.fromAddress().then(() => this.go("none")));
    try {
      await this.offer(await archive.choices());
      if (typed) return;
      await this.fromAddress();
      // An address with a "q", even an empty one, asks to search here: "?speaker=ada-lane&q=".
      await this.go("none", !new URLSearchParams(location.search).has("q"));
    } catch (error) {
      this.failed(error);
    }
    if (!this.field.q.value && matchMedia("(pointer: fine)").matches) this.field.q.focus({ preventScroll: true });
  }

  // --- the form and the address

  /** Fill the form's lists. Speakers may be thousands: theirs is read when it is needed. */
  offer({ years, kinds, outlets, topics }) {
    const add = (name, value, text) => this.field[name].append(el("option", { value }, text));
    for (const { id, label, count: articles } of outlets) add("outlet", id, `${label} (${articles.toLocaleString()})`);
    for (const year of years) add("year", year, year === "undated" ? "Undated" : year);
    for (const kind of [...kinds, "statement", "article"]) add("kind", kind, KINDS[kind] ?? kind);
    const under = (above, depth) => {
      for (const { id, label, count: articles } of topics.filter(({ broader }) => (known.has(broader) ? broader : null) === above)) {
        add("topic", id, `${"\u2003".repeat(depth)}${label} (${articles.toLocaleString()})`);
        under(id, depth + 1);
      }
    };
    const known = new Set(topics.map(({ id }) => id));
    under(null, 0);
    this.field.speaker.addEventListener("focus", () => this.offerSpeakers().catch((error) => this.failed(error)), { once: true });
  }

  async offerSpeakers() {
    const list = this.box.querySelector("datalist");
    if (!list.childElementCount) {
      list.append(...(await archive.labels()).map((label) => el("option", { value: label })));
    }
  }

  /** Take the form's values from the address. A speaker is named there by id, or by name. */
  async fromAddress() {
    const given = new URLSearchParams(location.search);
    for (const field of ["q", "topic", "outlet", "year", "kind", "sort"]) this.choose(this.field[field], given.get(field) ?? "");
    const speaker = given.get("speaker") ?? "";
    const meant = speaker ? await archive.who(speaker) : [];
    this.field.speaker.value = meant.length === 1 ? meant[0].label : speaker;
  }

  /** Set a field. A list that has no such value is asked for its label ("topic=Immigration"), else left open. */
  choose(field, value) {
    field.value = value;
    if (field.value === value || field.tagName !== "SELECT") return;
    const called = [...field.options].find((option) => fold(unnumbered(option.text)) === fold(value));
    field.value = called ? called.value : "";
  }

  /** The form as {words, filters, sort}, the speaker as an id; `unknown` is a speaker's name that fits nobody. */
  async wanted() {
    const filters = {};
    for (const name of FILTERS) if (this.field[name].value.trim()) filters[name] = this.field[name].value.trim();
    const wanted = { words: this.field.q.value.trim(), filters, sort: this.field.sort.value };
    if (!filters.speaker) return wanted;
    const close = await archive.who(filters.speaker);
    if (close.length === 1) {
      filters.speaker = close[0].id;
      this.field.speaker.value = close[0].label;
      return wanted;
    }
    return { ...wanted, unknown: { name: filters.speaker, close } };
  }

  /** Write the query into the address, so that it can be copied and gone back to. */
  remember({ words, filters, sort }, how) {
    const query = new URLSearchParams();
    if (words) query.set("q", words);
    for (const [name, value] of Object.entries(filters)) query.set(name, value);
    if (sort) query.set("sort", sort);
    const next = `${location.pathname}${query.size ? `?${query}` : ""}`;
    if (how === "none" || next === location.pathname + location.search) return;
    history[how === "push" ? "pushState" : "replaceState"](null, "", next);
  }

  // --- searching

  soon() {
    archive.begin(this.field.year.value, this.field.kind.value).catch(() => {}); // told by the search itself
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go("replace"), 250);
  }

  /** Do what the form says. `leave`: without words, go to the page of the speaker, topic or outlet chosen. */
  async go(how, leave = false) {
    clearTimeout(this.timer);
    const turn = ++this.asked;
    try {
      const wanted = await this.wanted();
      if (turn !== this.asked) return;
      if (wanted.unknown) return this.whoIs(wanted.unknown);
      this.remember(wanted, how);
      if (wanted.words) await this.find(wanted, turn);
      else await this.withoutWords(wanted, leave);
    } catch (error) {
      if (turn === this.asked) this.failed(error);
    }
  }

  async find({ words, filters, sort }, turn) {
    this.box.setAttribute("aria-busy", "true");
    this.say("Searching …");
    const names = filters.speaker ? null : archive.named(words).catch(() => null);
    const found = await archive.search({ words, filters, sort });
    if (turn !== this.asked) return;
    this.clear();
    this.found = found;
    this.shown = 0;
    const pages = await names;
    if (turn !== this.asked) return;
    if (pages) this.named(pages); // above the results, so ahead of them: nothing moves
    if (turn !== this.asked) return;
    await this.more(false);
    if (turn !== this.asked) return;
    if (found.total === 0) await this.nothing(words, filters, found.missing, turn);
    if (turn !== this.asked) return;
    this.tellLost(found);
    this.box.removeAttribute("aria-busy");
  }

  /** Who or what is called by these words has a page: say so above the results. */
  named({ speakers, topics }) {
    if (!(speakers.length + topics.length)) return;
    const said = ({ count: marked, reported }) => (marked ? count(marked, "quotation", "quotations") : `${reported.toLocaleString()} reported`);
    const about = ({ count: articles }) => count(articles, "article", "articles");
    const pages = (folder, { label, at }, note) => at.slice(0, SITES).map(([site, row]) => el("li", {},
      el("a", { href: pageIn(site, folder, row.id) }, `${label} `, el("small", {}, note(row), site.isOther ? `, ${site.name}` : ""))));
    this.help.prepend(el("ul", { class: "or-search__picks", "aria-label": "Pages" },
      ...speakers.slice(0, 4).flatMap((one) => pages("speakers", one, said)),
      ...topics.slice(0, 2).flatMap((one) => pages("topics", one, about))));
  }

  /** Show the next results; `onward`: the reader asked, so the focus goes to the first of them. */
  async more(onward) {
    const { found } = this;
    this.moreButton.disabled = true;
    try {
      const before = this.list.childElementCount;
      for (let left = PAGE; left > 0 && this.shown !== found.total;) {
        const results = await found.more(this.shown ? left : 1); // the first is shown before the others are there
        if (found !== this.found) return;
        if (!results.length) break;
        for (const result of results) this.results.show(result);
        left -= results.length;
        this.shown += results.length;
        this.tell(found);
      }
      this.moreButton.hidden = this.shown === found.total;
      if (onward) this.list.children[before]?.querySelector("a")?.focus();
    } catch (error) {
      this.failed(error);
    } finally {
      this.moreButton.disabled = false;
    }
  }

  /** Say how much was found, and how much of it is shown. By date, years that nobody has come to are not searched. */
  tell({ total, until, order }) {
    const once = this.results.folded ? "; the same words in several outlets are shown once" : "";
    if (total === null) {
      const [span, rest] = order === "oldest" ? [`up to ${until}`, "later"] : [`from ${until} on`, "earlier"];
      return this.say(`${count(this.shown, "match", "matches")} ${span}${once}. Show more to search ${rest} years.`);
    }
    const some = this.shown < total ? `, the first ${this.shown} shown` : "";
    this.say(`${count(total, "match", "matches")}${some}${once}.`);
  }

  // --- when there is nothing to show

  /** Other sites that should be searched along, and could not be. */
  tellLost({ lost }) {
    const told = lost.map(({ root, why }) =>
      el("p", { class: "or-search__lost" }, "Not searched: ", el("a", { href: root }, root), ` (${why}). What it holds is missing here.`));
    this.help.append(...told);
  }

  clear() {
    this.results.clear();
    this.help.replaceChildren();
    this.moreButton.hidden = true;
    this.found = null;
  }

  say(text) {
    this.status.textContent = text;
  }

  /** No words: one filter has a page of its own; several have none, and would make the browser load everything. */
  async withoutWords({ filters }, leave) {
    this.clear();
    const names = Object.keys(filters);
    if (!names.length) return this.say("");
    const pages = await Promise.all(Object.keys(PLACES).filter((name) => filters[name]).map((name) => this.pageOf(name, filters)));
    if (leave && names.length === 1 && pages.length === 1) {
      this.say("Opening the page …");
      location.replace(pages[0].href);
      return;
    }
    this.say("Add a word to search for.");
    const links = pages.map(({ name, href }) => el("li", {}, el("a", { href }, this.labelOf(name))));
    if (links.length) {
      this.help.append(el("p", {}, links.length > 1 ? "Or open one of these pages:" : "Or open the page:"),
        el("ul", { class: "or-search__picks" }, ...links));
    }
  }

  /** The page of what is chosen: this site's, if it has one. */
  async pageOf(name, filters) {
    const choices = name === "speaker" ? await archive.who(filters[name]) : (await archive.choices())[PLACES[name]];
    const [[site, { id }]] = choices.find((one) => one.id === filters[name]).at;
    return { name, href: pageIn(site, PLACES[name], id) };
  }

  labelOf(name) {
    const field = this.field[name];
    return field.tagName === "SELECT" ? unnumbered(field.selectedOptions[0].text) : field.value;
  }

  whoIs({ name, close }) {
    this.clear();
    const begins = (label) => fold(label).split(/\s+/).some((word) => word.startsWith(fold(name)));
    close.sort((a, b) => begins(b.label) - begins(a.label) || b.count - a.count);
    this.say(close.length ? `Which speaker do you mean by “${name}”?` : `No speaker here is called “${name}”.`);
    const pick = (label) => () => ((this.field.speaker.value = label), this.go("push"), this.field.speaker.focus());
    const chosen = close.slice(0, 12).map(({ label, count: said, reported }) =>
      el("li", {}, el("button", { type: "button", onclick: pick(label) }, `${label} (${(said || reported).toLocaleString()}${said ? "" : " reported"})`)));
    this.help.append(close.length
      ? el("ul", { class: "or-search__picks" }, ...chosen)
      : el("p", {}, "Look for the name in the ", el("a", { href: address("speakers/") }, "list of speakers"), "."));
  }

  /** Nothing found: say what would find something. */
  async nothing(words, filters, missing, turn) {
    const { kind, ...others } = filters;
    let inArticles = 0;
    if (kind !== "article") {
      const found = await archive.search({ words, filters: { ...others, kind: "article" }, sort: "best" });
      if (turn !== this.asked) return;
      inArticles = found.total;
      missing = missing.filter((word) => found.missing.includes(word)); // others occur, though nobody says them
    }
    const named = missing.map((word) => `“${word}”`).join(", ");
    const where = filters.year || filters.speaker ? "in what is searched" : "in the archive";
    this.say(named ? `Nothing found: ${named} ${missing.length > 1 ? "occur" : "occurs"} nowhere ${where}.` : "Nothing found.");
    const ideas = [];
    const set = (changes) => () => {
      for (const [name, value] of Object.entries(changes)) this.field[name].value = value;
      this.go("push");
      this.field.q.focus();
    };
    const idea = (text, changes) => ideas.push(el("li", {}, el("button", { type: "button", onclick: set(changes) }, text)));
    const left = words.split(/\s+/).filter((word) => !missing.some((lost) => word.includes(lost))).join(" ");
    if (missing.length && left) idea(`Search without ${named}`, { q: left });
    if (inArticles) idea(`${count(inArticles, "article has", "articles have")} these words, though in nobody’s quotation`, { kind: "article" });
    if (Object.keys(filters).length) {
      idea("Search without filters", Object.fromEntries(FILTERS.map((name) => [name, ""])));
    }
    if (/^"\S+\s.*"$/.test(words) && !missing.length) idea("Search for the words in any order", { q: words.slice(1, -1) });
    this.help.append(ideas.length
      ? el("ul", { class: "or-search__picks" }, ...ideas)
      : el("p", {}, "Try fewer or other words. Beginnings of words are found too: “deport” finds “deportations”."));
  }

  failed(error) {
    this.clear();
    this.box.removeAttribute("aria-busy");
    this.say("The search could not be loaded.");
    const hint = location.protocol === "file:"
      ? "It works on a web server, not from a folder: run mkdocs serve."
      : `Try again in a moment. (${error.message})`;
    this.help.append(el("p", {}, hint), el("p", {}, el("button", { type: "button", onclick: () => location.reload() }, "Try again")));
  }

  // --- keys

  /** Arrow keys go from the words to the results and through them; Escape goes back. */
  move(event) {
    const stops = [this.field.q, ...this.list.querySelectorAll(".or-hit__words > a, .or-hit__title > a")];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && here >= 0 && stops[here + step]) stops[here + step].focus();
    else if (event.key === "Escape" && this.list.contains(document.activeElement)) this.field.q.focus();
    else return;
    event.preventDefault();
  }
}

/** Kept when the page is at work. */
export const started = new SearchPage(document.getElementById("or-search")).start();
