/* onrecord 083a23559c70: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive's search in the browser, without any page: joins the parts of the bundle and says what was found.

   The bundle is cut by year (see bundle.py), and other sites may be searched along (see search-sites.js). Parts are
   merged by Pagefind, which shares one program among them, but joins sorted results by rank, so that years would
   interleave: by date, therefore, one year is asked at a time. */

import { Sites, get, inTime } from "./search-sites.js";

const PAGE = 10; // results a reader is shown at a time
const WAIT = 30_000; // milliseconds until a part of the bundle counts as lost
const EXCERPT = 55; // words of a long quotation that are shown around the words found

// What a speaker's name or a headline adds to a result's rank; the words themselves should decide.
const RANKING = { pageLength: 0.4, metaWeights: { title: 1.5 } };

export class Archive {
  /** @param {string} root - the site's address, with a slash at its end */
  constructor(root) {
    this.sites = new Sites(root);
    this.engines = new Map();
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
   * What `words` find among what passes `filters` (name -> value, all must hold).
   * @param {"relevance"|"newest"|"oldest"} sort
   * @returns {Promise<Found>}
   */
  async search(words, filters, sort) {
    const chosen = await this.#chosen(filters);
    if (!chosen.length) return new Found(0, []);
    const { engine, parts } = await this.#engine(chosen);
    if (!parts.length) return new Found(0, []);
    const { asked, missing } = await havingAll(engine, words, parts);
    if (!asked.length) return new Found(0, [], missing);
    const ask = async (part, order = {}) => {
      const { results } = await engine.search(words, { filters: { ...part.filters, part: part.key }, ...order });
      return results.map((hit) => ({ part, hit, read: () => this.#record(part, hit) }));
    };
    if (sort === "relevance") {
      const found = (await Promise.all(asked.map((part) => ask(part)))).flat();
      found.sort((one, other) => other.hit.score - one.hit.score);
      return new Found(found.length, found);
    }
    const counts = await this.#counts(engine, words, asked);
    const order = years(asked.filter(({ key }) => counts.get(key)), sort === "oldest");
    const sorted = { sort: { date: sort === "oldest" ? "asc" : "desc" } };
    // What has no date has no place in a sort, and Pagefind would leave it out.
    const inPart = (part) => ask(part, part.year === "undated" ? {} : sorted);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return new Found(total, inTurn(order, inPart, sort === "oldest"));
  }

  /** How much each part has. */
  async #counts(engine, words, parts) {
    const sites = [...new Set(parts.map((part) => part.site))];
    const found = await Promise.all(sites.map(async (site) => {
      const its = parts.filter((part) => part.site === site);
      const part = { any: its.map(({ key }) => key) };
      const { filters } = await engine.search(words, { filters: { ...its[0].filters, part } });
      return its.map(({ key }) => [key, filters.part?.[key] ?? 0]);
    }));
    return new Map(found.flat());
  }

  /** The parts to ask, each with what the filters are called in its site. */
  async #chosen({ year, ...others }) {
    const { parts } = await this.choices();
    const wanted = parts.filter((part) => (!year || part.year === year) && !this.sites.lost.has(part.site));
    const named = await Promise.all(wanted.map((part) => this.sites.inSite(part.site, others)));
    return wanted.map((part, i) => ({ ...part, filters: named[i] })).filter((part) => part.filters);
  }

  /** What a result is shown with. Records lie together in files by their ids (see records.py). */
  async #record({ site, path, files }, hit) {
    const number = parseInt(/_([0-9a-f]{7})/.exec(hit.id)[1], 16) % files;
    const file = `${site.base}${path}/records/${number}.json`;
    if (!this.files.has(file)) {
      const asked = get(file).then((answer) => answer.json());
      asked.catch(() => this.files.delete(file)); // so that another try may succeed
      this.files.set(file, asked);
    }
    return { ...told((await this.files.get(file))[hit.id], hit.words), site };
  }

  /** A search over these parts of the bundle, made once, and those of them that it has: {engine, parts}. */
  async #engine(parts) {
    const key = parts.map((part) => part.key).join();
    if (!this.engines.has(key)) {
      const made = this.#join(parts);
      made.catch(() => this.engines.delete(key)); // so that another try may succeed
      this.engines.set(key, made);
    }
    const { engine, there } = await this.engines.get(key);
    return { engine, parts: parts.filter((part) => there.has(part.key)) };
  }

  async #join(parts) {
    if (!parts.length) return { there: new Set() };
    const first = await this.#program(parts);
    // Pagefind waits for ever for a part that is not there, so look first; its own request comes from the cache.
    const versions = await Promise.all([first, ...parts].map((part) => get(`${at(part)}pagefind-entry.json?ts=${part.path}`)
      .then(async (answer) => (await answer.json()).version)
      .catch((error) => this.sites.lose(part.site, error))));
    const there = parts.filter((part, i) => this.#fits(part, versions[i + 1], versions[0]));
    if (this.sites.lost.has(first.site)) return this.#join(there);
    const { createInstance } = await import(`${at(first)}pagefind.js`);
    const engine = createInstance(options(first));
    await inTime(engine.init(), WAIT);
    await inTime(Promise.all(there.filter(({ key }) => key !== first.key).map((part) => {
      const { basePath, ...rest } = options(part);
      return engine.mergeIndex(basePath, rest);
    })), WAIT);
    return { engine, there: new Set(there.map(({ key }) => key)) };
  }

  /** Whether a part can be searched by a program of that version; a site of which one cannot is lost. */
  #fits({ site }, version, needed) {
    if (version && needed && version !== needed) {
      this.sites.lose(site, new Error(`its search is of another version, ${version} and not ${needed}`));
    }
    return !this.sites.lost.has(site);
  }

  /** The part whose program searches them all: of this server, since programs of others are not to be run here. */
  async #program(parts) {
    const { origin } = new URL(this.sites.own.root);
    const near = ({ site }) => new URL(site.root).origin === origin;
    const found = parts.find(near) ?? (await this.choices()).parts.find(near);
    if (!found) throw new Error("this site has nothing to search with, since it holds no article");
    return found;
  }
}

/** The address of a part. */
const at = ({ site, path }) => `${site.base}${path}/`;

/** How Pagefind is to search a part: whatever it finds there, it can be asked for by the part. */
const options = (part) => (
  { basePath: at(part), baseUrl: "/", ranking: RANKING, metaCacheTag: part.path, mergeFilter: { part: part.key } }
);

/**
 * The parts in which every one of the words occurs, and the words that occur in none.
 * An index passes over a word that it does not have. For parts of one archive that would be wrong: what has only some of
 * the words would be found in just those years in which nobody used the others.
 */
async function havingAll(engine, words, parts) {
  const each = [...new Set(words.replace(/["“”]/g, " ").split(/\s+/))].filter((word) => /[\p{L}\p{N}]/u.test(word));
  const any = parts.map((part) => part.key);
  const having = await Promise.all(each.map(async (word) => {
    const counts = (await engine.search(word, { filters: { part: { any } } })).filters.part ?? {};
    return new Set(any.filter((key) => counts[key]));
  }));
  return {
    asked: parts.filter((part) => having.every((keys) => keys.has(part.key))),
    missing: each.filter((_, i) => !having[i].size),
  };
}

/** The results of one search, handed out by the page; `missing` are words that occur nowhere. */
class Found {
  constructor(total, hits, missing = []) {
    this.total = total;
    this.hits = hits[Symbol.asyncIterator]?.() ?? hits[Symbol.iterator]();
    this.missing = missing;
  }

  /** The next results, as plain objects; none where there are no more. */
  async more() {
    const hits = [];
    for (let next; hits.length < PAGE && !(next = await this.hits.next()).done;) hits.push(next.value);
    return Promise.all(hits.map((hit) => hit.read()));
  }
}

/** Parts by year, those of one year together; undated ones last. */
function years(parts, oldestFirst) {
  const found = new Map();
  for (const part of parts) found.set(part.year, [...(found.get(part.year) ?? []), part]);
  const order = [...found.values()];
  if (!oldestFirst) return order;
  return order.sort(([a], [b]) => (a.year === "undated") - (b.year === "undated") || a.year.localeCompare(b.year));
}

/** The results of some years, one year after another; those that several sites have of a year, by date. */
async function* inTurn(order, inPart, oldestFirst) {
  for (const parts of order) {
    const lists = await Promise.all(parts.map(inPart));
    while (lists.length > 1) {
      const dates = await Promise.all(lists.map(async ([hit]) => (hit ? ((await hit.read()).date ?? "") : null)));
      let best = dates.findIndex((date) => date !== null);
      if (best < 0) break;
      dates.forEach((date, i) => {
        if (date !== null && (oldestFirst ? date < dates[best] : date > dates[best])) best = i;
      });
      yield lists[best].shift();
    }
    if (lists.length === 1) yield* lists[0];
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
