/* onrecord 36fd2f05dce9: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive's search, at work beside the page: on a thread of its own, which waits neither for styles nor for scripts.

   The search page's first lines start it, with the page's query for a name (see onrecord.html among the templates), and
   it begins with what that asks for. The page asks it by search-archive.js. */

const KEPT = 4; // searches that can still be gone on with
const FILTERS = ["speaker", "topic", "outlet", "year", "kind"]; // of an address
const SORTS = ["best", "date", "oldest"];

// --- what will be asked for is asked for before the program is there that does

const answers = new Map(); // by address; each is taken once
const fetched = self.fetch;
const ahead = {
  /** Ask for a file now; whoever fetches it later has this answer. */
  ask(address, options) {
    return answers.get(address) ?? ahead.give(address, fetched(address, options));
  },
  /** Have an answer, or a promise of it, for whoever fetches an address. */
  give(address, answer) {
    const promise = Promise.resolve(answer);
    promise.catch(() => {}); // told to whoever fetches it
    answers.set(address, promise);
    return promise;
  },
  clear: () => answers.clear(),
};
self.fetch = (address, options) => {
  const answer = answers.get(address);
  answers.delete(address);
  return answer ?? fetched(address, options);
};

const page = new URLSearchParams(self.name);
const bundle = new URL("../search/", import.meta.url).href;
ahead.ask(`${bundle}archive.json`, { cache: "no-cache" });
if (page.get("q") || page.get("speaker")) ahead.ask(`${bundle}speakers.json`, { cache: "no-cache" });

const desk = Promise.all([import("./search-engine.js"), import("./search-sites.js")]).then(([engine, sites]) => {
  const made = new Desk(new engine.Archive(sites.ROOT, ahead), sites);
  made.expect(page).catch(() => {}); // told to the page when it asks
  return made;
});
desk.catch(() => {}); // likewise

self.onmessage = async ({ data: { id, name, given } }) => {
  try {
    self.postMessage({ id, answer: await (await desk)[name](...given) });
  } catch (error) {
    self.postMessage({ id, error: error.message });
  }
};

// --- what the page asks

/** Answers the page: in plain data, since nothing else can be sent. */
class Desk {
  constructor(archive, { fold, unnumbered }) {
    Object.assign(this, { archive, fold, unnumbered });
    this.searches = new Map(); // by number
    this.last = 0;
    this.expected = {}; // a search that the page has not asked for yet
  }

  /** What the form offers: {years, kinds, outlets, topics}. */
  async choices() {
    const { years, kinds, outlets, topics } = await this.archive.choices();
    return { years, kinds, outlets: outlets.map(plain), topics: topics.map(plain) };
  }

  /** What all speakers are called. */
  async labels() {
    return (await this.archive.speakers()).map(({ label }) => label);
  }

  /** Who is meant by an id, a name, or a part of a name: [{id, label, count, reported, at}]. */
  async who(typed) {
    const speakers = await this.archive.speakers();
    const name = this.fold(typed);
    const exact = speakers.find(({ id, label }) => id === typed || this.fold(label) === name);
    return (exact ? [exact] : speakers.filter(({ label }) => this.fold(label).includes(name))).map(plain);
  }

  /** The speakers and the topics that are called by these words. */
  async named(words) {
    const typed = this.fold(words.replaceAll('"', "")).split(/\s+/);
    const fits = ({ label }) => {
      const name = this.fold(label).split(/[\s-]+/);
      return typed.every((word) => name.includes(word));
    };
    const [speakers, { topics }] = await Promise.all([this.archive.speakers(), this.archive.choices()]);
    return {
      speakers: speakers.filter(fits).sort((a, b) => b.count - a.count).map(plain),
      topics: topics.filter(fits).map(plain),
    };
  }

  /** Fetch the search itself, before anything is asked. */
  async begin(year, kind) {
    await this.archive.begin(year, kind);
  }

  /**
   * Search for {words, filters, sort}: {number, order, total, missing, until, lost}.
   * The number is what `more` is to call it by; of the others see search-archive.js.
   */
  async search(asked) {
    const { key, found } = this.expected;
    this.expected = {};
    const search = await (key === JSON.stringify(asked) ? found : this.#found(asked));
    this.searches.set((this.last += 1), search);
    this.searches.delete(this.last - KEPT);
    return { number: this.last, order: order(asked), ...this.#state(search) };
  }

  /** The next results of a search: {results, total, missing, until, lost}. */
  async more(number, most) {
    const search = this.searches.get(number);
    const results = await search.more(most);
    return { results: results.map((one) => ({ ...one, site: one.site.shown })), ...this.#state(search) };
  }

  /** Begin with what the page's address asks for. The page will ask for just that, unless it knows better. */
  async expect(given) {
    const words = (given.get("q") ?? "").trim();
    if (!words) return;
    this.archive.begin(given.get("year"), given.get("kind")).catch(() => {}); // told by the search
    const filters = {};
    for (const name of FILTERS.filter((one) => given.get(one))) {
      filters[name] = await this.#id(name, given.get(name));
      if (!filters[name]) return;
    }
    const sort = SORTS.find((one) => one === given.get("sort")) ?? "";
    const asked = { words, filters, sort };
    const found = this.#found(asked);
    found.then((search) => search.prepare()).catch(() => {}); // told to the page when it asks
    this.expected = { key: JSON.stringify(asked), found };
  }

  #state({ total, missing, until }) {
    return { total, missing, until, lost: this.archive.lost };
  }

  #found({ words, filters, sort }) {
    return this.archive.search(words, { ...filters, kind: filters.kind ?? "said" }, order({ filters, sort }));
  }

  /** The id that a filter has in an address, if it has one there and not a name. */
  async #id(name, value) {
    if (name === "speaker") {
      const [one, ...others] = await this.who(value);
      return others.length ? null : one?.id;
    }
    const choices = (await this.archive.choices())[`${name}s`];
    return choices.some((one) => (one.id ?? one) === value) && value;
  }
}

/** What one speaker said is read by date, unless the reader wants it otherwise: so no more years are fetched than shown. */
function order({ filters, sort }) {
  return { date: "newest", best: "relevance" }[sort] ?? (sort || (filters.speaker ? "newest" : "relevance"));
}

/** A choice, with its sites as pages know them. */
const plain = ({ at, ...one }) => ({ ...one, at: [...at].map(([site, row]) => [site.shown, row]) });
