/* onrecord f8a837194004: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive's search in a worker, without any page: joins the parts of the bundle and says what was found.

   The bundle is cut by year and further (see bundle.py), and other sites may be searched along (see search-sites.js).
   Parts are merged by Pagefind, which asks all that it has at once; of which part a result is, and of which day, its id
   tells (see records.py). By date, no more years are read than results are shown of. */

import { Sites, get, inTime, whole } from "./search-sites.js";

const FEW = 6; // parts that are read at once, so that the number of results is known from the first
const AT_ONCE = 10; // results whose records are fetched together
const WAIT = 30_000; // milliseconds until a part of the bundle counts as lost
const EXCERPT = 55; // words of a long quotation that are shown around the words found
const SPEAKERS = 16; // filters that they are divided among (see stubs.py)

// What a speaker's name or a headline adds to a result's rank; the words themselves should decide.
const RANKING = { pageLength: 0.4, metaWeights: { title: 1.5 } };

export class Archive {
  /**
   * @param {string} root - the site's address, with a slash at its end
   * @param ahead - asks for files before they are needed (see search-worker.js)
   */
  constructor(root, ahead) {
    this.sites = new Sites(root);
    this.indexes = { said: new Index(this.sites, ahead, "said"), rest: new Index(this.sites, ahead, "rest") };
    this.files = new Map(); // of records, by their addresses
  }

  /** What the form offers: {years, kinds, outlets, topics}. */
  choices() {
    return this.sites.choices();
  }

  /** All speakers: [{id, label, count, reported, at}]: how many quotations in marks, how many without, and where. */
  speakers() {
    return this.sites.speakers();
  }

  /** The other sites that could not be searched: [{root, why}]. */
  get lost() {
    return [...this.sites.lost].map(([{ root }, why]) => ({ root, why }));
  }

  /**
   * Fetch the search itself, which every search waits for, before anything is asked; for things of that kind, and of that
   * year, if these are chosen.
   */
  async begin(year, kind) {
    const index = this.#index(kind);
    const wanted = (await this.choices()).parts.filter((part) => (!year || part.year === year) && index.has(part));
    if (wanted.length) await index.begun(wanted);
  }

  /**
   * What `words` find among what passes `filters` (name -> value, all must hold).
   * @param {"relevance"|"newest"|"oldest"} sort
   * @returns {Promise<Found>}
   */
  async search(words, filters, sort) {
    const parts = await this.#chosen(filters);
    const oldest = sort === "oldest";
    const [groups, order] = sort === "relevance" ? [[parts], byScore] : [years(parts, oldest), byDate(oldest)];
    const found = new Found(groups, order, (some) => this.#asked(words, some, this.#index(filters.kind)), (hit) => this.#record(hit));
    await found.read();
    return found;
  }

  /**
   * What these parts have of `words`, in no order: {hits, missing}.
   * An index passes over a word that it does not have. For parts of one archive that would be wrong: what has only some
   * of the words would be found in just those years in which nobody used the others. So each word is counted, too.
   */
  async #asked(words, wanted, index) {
    const { engine, parts } = await index.of(wanted);
    if (!parts.length) return { hits: [], missing: null };
    const each = [...new Set(words.replace(/["“”]/g, " ").split(/\s+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
    const [found, counted] = await Promise.all([
      // Filters are called something else in each site.
      Promise.all([...new Set(parts.map(({ site }) => site))].map((site) => {
        const own = parts.filter((part) => part.site === site);
        return engine.search(words, { filters: { ...own[0].filters, part: { any: own.map(({ key }) => key) } } });
      })),
      // A filter that nothing passes: numbers come without the results.
      Promise.all(each.length > 1 ? each.map((word) => engine.search(word, { filters: { part: "none" } })) : []),
    ]);
    const counts = (each.length > 1 ? counted : found.slice(0, each.length)).map(({ totalFilters }) => totalFilters.part ?? {});
    const having = parts.filter(({ key }) => counts.every((count) => count[key]));
    const of = new Map(having.map((part) => [part.digest, part]));
    return {
      hits: found.flatMap(({ results }) => results).map((hit) => placed(hit, of)).filter(({ part }) => part),
      missing: each.filter((_, i) => !parts.some(({ key }) => counts[i][key])),
    };
  }

  /** The index that has things of a kind. */
  #index(kind) {
    return this.indexes[["article", "statement"].includes(kind) ? "rest" : "said"];
  }

  /** The parts to ask, each once, with what the filters are called in its site. */
  async #chosen({ year, ...others }) {
    const parts = new Map();
    const index = this.#index(others.kind);
    for (const part of (await this.choices()).parts) {
      if ((!year || part.year === year) && index.has(part) && !this.sites.lost.has(part.site) && !parts.has(part.digest)) parts.set(part.digest, part);
    }
    const named = await Promise.all([...parts.values()].map((part) => this.sites.inSite(part, others)));
    return [...parts.values()].map((part, i) => ({ ...part, filters: named[i] && asked(named[i]) })).filter((part) => part.filters);
  }

  /** What a result is shown with. */
  async #record({ part: { site, path }, file, place, words }) {
    const address = `${site.base}${path}/records/${file}.json`;
    if (!this.files.has(address)) {
      const read = get(address).then((answer) => answer.json());
      read.catch(() => this.files.delete(address)); // so that another try may succeed
      this.files.set(address, read);
    }
    return { ...told((await this.files.get(address))[place], words), site };
  }

}

/** An index of the archive, in as many parts: of what was `said`, or of the `rest`, articles and statements. */
class Index {
  constructor(sites, ahead, name) {
    Object.assign(this, { sites, ahead, name });
    this.engine = null; // the search, begun with the first part that was asked for
    this.there = new Map(); // whether parts are, by their keys
    this.taken = new Map(); // parts, by their keys, that it has taken in, or not
  }

  /** Whether it has anything of a part. */
  has({ said }) {
    return this.name === "rest" || said;
  }

  /** The search, with these parts of the bundle taken in, and those of them that it has: {engine, parts}. */
  async of(wanted) {
    if (!wanted.length) return { parts: [] };
    for (const part of wanted) this.#isThere(part).catch(() => {}); // told when it is taken in
    const { engine, format } = await this.begun(wanted);
    const there = await Promise.all(wanted.map((part) => this.#taken(part, engine, format)));
    return { engine, parts: wanted.filter((_, i) => there[i]) };
  }

  /** The search, with the first part if it has none yet: {engine, format}. */
  begun(wanted) {
    this.engine ??= this.#with(wanted).catch((error) => this.#over(error));
    return this.engine;
  }

  async #with(wanted) {
    const first = await this.#program(wanted);
    const [language, { wasm }] = languageOf(first);
    const name = `wasm.${wasm ?? "unknown"}.pagefind`; // which Pagefind looks for in the index
    const program = this.ahead.give(`${this.#at(first)}${name}`, fetch(`${at(first)}${name}`));
    const [there, { createInstance }] = await Promise.all([
      this.#isThere(first),
      import(`${at(first)}pagefind.js`),
      program.then(whole),
    ]);
    if (!there) return this.#with(wanted);
    self.document ??= { querySelector: () => ({ getAttribute: () => language }) }; // of which Pagefind asks the language
    const [filter, taken] = noted({ part: first.key });
    const engine = createInstance({ ...this.#options(first), mergeFilter: filter });
    await inTime(taken, WAIT);
    this.taken.set(first.key, Promise.resolve(true));
    return { engine, format: first.site.told.format };
  }

  /** Take in a part, once; whether it is there. */
  #taken(part, engine, format) {
    if (!this.taken.has(part.key)) this.taken.set(part.key, this.#merged(part, engine, format).catch((error) => this.#over(error)));
    return this.taken.get(part.key);
  }

  async #merged(part, engine, format) {
    if (part.site.isOther && !this.#fits(part.site, format)) return false;
    if (!(await this.#isThere(part))) return false;
    const { basePath, ...rest } = this.#options(part);
    await inTime(engine.mergeIndex(basePath, { ...rest, language: languageOf(part)[0] }), WAIT);
    return true;
  }

  /** A search that lacks a part is no use: another try begins anew. */
  #over(error) {
    this.engine = null;
    this.there.clear();
    this.taken.clear();
    this.ahead.clear();
    throw error;
  }

  /** Whether a part is there; a site of which one is not is lost. Pagefind would wait for it for ever. */
  #isThere(part) {
    if (!this.there.has(part.key)) this.there.set(part.key, this.#looked(part));
    return this.there.get(part.key);
  }

  async #looked(part) {
    const { site, path } = part;
    this.ahead.give(`${this.#at(part)}pagefind-entry.json?ts=${path}`, new Response(JSON.stringify(site.told.entry)));
    const list = this.ahead.ask(`${this.#at(part)}pagefind.${languageOf(part)[1].hash}.pf_meta`);
    await list.then(whole).catch((error) => this.sites.lose(site, error));
    return !this.sites.lost.has(site);
  }

  /** Where its files of a part are. */
  #at(part) {
    return `${at(part)}${this.name}/`;
  }

  /** How Pagefind is to search a part: whatever it finds there, it can be asked for by the part. */
  #options(part) {
    return { basePath: this.#at(part), baseUrl: "/", ranking: RANKING, metaCacheTag: part.path, mergeFilter: { part: part.key } };
  }

  /** Whether a site's parts can be searched along with those of that format; one whose cannot is lost. */
  #fits(site, needed) {
    const { format } = site.told;
    if (format !== needed) this.sites.lose(site, new Error(`its search is of another version, ${format ?? "an old one"} and not ${needed}`));
    return !this.sites.lost.has(site);
  }

  /** The part whose program searches them all: of this server, since programs of others are not to be run here. */
  async #program(parts) {
    const { origin } = new URL(this.sites.own.root);
    const near = ({ site }) => new URL(site.root).origin === origin && site.told.entry && !this.sites.lost.has(site);
    const found = parts.find(near) ?? (await this.sites.choices()).parts.find((part) => near(part) && this.has(part));
    if (!found) throw new Error("this site has nothing to search with, since it holds no article");
    return found;
  }
}

/** The address of a part. */
const at = ({ site, path }) => `${site.base}${path}/`;

/** The language of a part, and what Pagefind says of it: [language, {hash, wasm}]. */
const languageOf = ({ site }) => Object.entries(site.told.entry.languages)[0];

/**
 * A filter for a part, and a promise of when Pagefind has taken it in: then it is ready, for which it would itself look
 * twenty times a second.
 */
function noted(filter) {
  let tell;
  const taken = new Promise((resolve) => (tell = resolve));
  Object.defineProperty(filter, "toJSON", { value: () => (tell(), { ...filter }) });
  return [filter, taken];
}

/** Filters as Pagefind is to be asked for them (see stubs.py). */
function asked({ kind, speaker, ...others }) {
  const filters = { ...others };
  if (kind && kind !== "said") filters[["article", "statement"].includes(kind) ? "is" : "kind"] = kind;
  if (speaker) filters[`speaker${new TextEncoder().encode(speaker).reduce((sum, one) => sum + one, 0) % SPEAKERS}`] = speaker;
  return filters;
}

/** A result with its part, day and the place of its record, which its id tells. */
function placed({ id, score, words }, parts) {
  const [digest, day, file, place] = id.split("-");
  return { part: parts.get(digest), day, file, place: parseInt(place, 16), score, words };
}

const byScore = (one, other) => other.score - one.score;

/** By date, either way; undated ones last. */
const byDate = (oldestFirst) => (one, other) => {
  if (one.part.year !== other.part.year) return byYear(oldestFirst)(one.part.year, other.part.year);
  return (oldestFirst ? 1 : -1) * ((one.day > other.day) - (one.day < other.day));
};

const byYear = (oldestFirst) => (one, other) =>
  (one === "undated") - (other === "undated") || (oldestFirst ? 1 : -1) * one.localeCompare(other);

/** Parts by year, in order, those of one year together. */
const years = (parts, oldestFirst) =>
  [...new Set(parts.map(({ year }) => year))].sort(byYear(oldestFirst)).map((year) => parts.filter((part) => part.year === year));

/** The results of one search: `total` is null, and `missing` (words that occur nowhere) not known, until all are read. */
class Found {
  /**
   * @param groups - parts that are read together, in the order of results
   * @param order - of results of one group, or several
   * @param ask - what some parts have: {hits, missing}
   * @param record - what a result is shown with
   */
  constructor(groups, order, ask, record) {
    Object.assign(this, { groups, order, ask, record });
    this.many = groups.flat().length <= FEW ? groups.length : 1; // groups to read next
    this.hits = []; // that are read, but not given
    this.known = 0;
    this.total = null;
    this.missing = null;
    this.until = null; // the last year that was read
  }

  /** The next results, `most` at most, and no more than are there without another group; none where there are no more. */
  async more(most) {
    if (!this.hits.length) await this.read();
    this.prepare();
    return Promise.all(this.hits.splice(0, most).map(({ shown }) => shown));
  }

  /** Fetch what the next results are shown with. */
  prepare() {
    for (const hit of this.hits.slice(0, AT_ONCE)) {
      hit.shown ??= this.record(hit);
      hit.shown.catch(() => {}); // told to whoever asks for it
    }
  }

  /** Read another group, or twice as many each time while nothing is found. */
  async read() {
    for (; this.total === null && !this.hits.length; this.many *= 2) {
      const parts = this.groups.splice(0, this.many).flat();
      const { hits, missing } = await this.ask(parts);
      this.hits = hits.sort(this.order);
      this.known += hits.length;
      if (missing) this.missing = this.missing?.filter((word) => missing.includes(word)) ?? missing;
      this.until = parts.at(-1)?.year;
      if (!this.groups.length) [this.total, this.missing] = [this.known, this.missing ?? []];
    }
    this.many = 1;
  }
}

/** A record as results show it: its passages, best first, cut around the words that were found at these places. */
function told({ passages, ...shown }, places) {
  const hits = new Map(places.map((place) => [place, 1]));
  const cut = passages.map(([id, first, text]) => passage(text, first, hits, id));
  return { ...shown, passages: cut.sort((a, b) => b.score - a.score) };
}

/**
 * One text, cut to what fits, as [{text, hit}], with the score of the words found in it.
 * `hits` counts words from the beginning of the stub, `first` is the number of this text's first word.
 */
function passage(text, first, hits, id) {
  const words = text.split(/\s+/).filter(Boolean);
  const scores = words.map((_, i) => hits.get(first + i) ?? 0);
  const score = scores.reduce((sum, one) => sum + one, 0);
  const from = words.length > EXCERPT ? densest(scores) : 0;
  const to = words.length > EXCERPT ? Math.min(from + EXCERPT, words.length) : words.length;
  const pieces = [];
  for (let i = from; i < to; i++) {
    const gap = i > from ? " " : "";
    if (scores[i] > 0) mark(pieces, gap, words[i]);
    else join(pieces, gap + words[i], false);
  }
  return { id, pieces, score, cutBefore: from > 0, cutAfter: to < words.length };
}

/** Add a word that was found; the punctuation around it is not marked. */
function mark(pieces, gap, word) {
  const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
  join(pieces, gap + before, false);
  join(pieces, core || word, true);
  join(pieces, after, false);
}

function join(pieces, text, hit) {
  const last = pieces.at(-1);
  if (!text) return;
  if (last && last.hit === hit) last.text += text;
  else pieces.push({ text, hit });
}

/** Where to begin an excerpt so that most of what was found is in it, a few words ahead of the first. */
function densest(scores) {
  let best = 0;
  let start = 0;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    sum += scores[i] - (scores[i - EXCERPT] ?? 0);
    if (sum > best) [best, start] = [sum, Math.max(0, i - EXCERPT + 1)];
  }
  const firstHit = scores.findIndex((score, i) => i >= start && score > 0);
  return Math.max(0, Math.min(firstHit < 0 ? start : firstHit - 8, scores.length - EXCERPT));
}
