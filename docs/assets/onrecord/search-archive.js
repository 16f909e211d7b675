/* onrecord 28efc956f4d7: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* The archive as the search page asks it. All is done by search-worker.js, which began ahead of the page's other scripts. */

const worker = window.onrecordSearch ?? new Worker(new URL("./search-worker.js", import.meta.url), { type: "module", name: location.search });
const waiting = new Map(); // for an answer, by number
let asked = 0;

worker.addEventListener("message", ({ data: { id, answer, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) resolve(answer);
  else reject(new Error(error));
});
worker.addEventListener("error", () => {
  worker.lost = true;
  for (const { reject } of waiting.values()) reject(gone());
});

const gone = () => new Error("a script is missing");

/** What the worker answers (see its Desk). */
function ask(name, ...given) {
  if (worker.lost) return Promise.reject(gone());
  return new Promise((resolve, reject) => {
    waiting.set((asked += 1), { resolve, reject });
    worker.postMessage({ id: asked, name, given });
  });
}

/** What the form offers: {years, kinds, outlets, topics}. */
export const choices = () => ask("choices");

/** What all speakers are called. */
export const labels = () => ask("labels");

/** Who is meant by an id, a name, or a part of a name: [{id, label, count, reported, at}]. */
export const who = (typed) => ask("who", typed);

/** The speakers and the topics that are called by these words. */
export const named = (words) => ask("named", words);

/** Fetch the search itself, before anything is asked; for things of that kind, and of that year, if these are chosen. */
export const begin = (year, kind) => ask("begin", year, kind);

/** The results of a search for {words, filters, sort}. */
export async function search(wanted) {
  return new Found(await ask("search", wanted));
}

/**
 * What was found: `order` is how it comes, `total` null and `missing` (words that occur nowhere) not known until all is
 * read, `until` the last year that is, and `lost` has the other sites that could not be searched: [{root, why}].
 */
class Found {
  constructor(told) {
    Object.assign(this, told);
  }

  /** The next results, `most` at most; none where there are no more. */
  async more(most) {
    const { results, ...state } = await ask("more", this.number, most);
    Object.assign(this, state);
    return results;
  }
}
