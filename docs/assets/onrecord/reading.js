/* onrecord 8b8740c040f4: made by onrecord; a copy that is edited is left as it is. Delete it to have it made again. */
/* Reading an article: the words that the reader points at, or came for, and the note that says whose they are light
   each other up. Where no margin stands beside the text the note's label appears at the words. Without this script the
   notes say it all the same.

   A note's links name the quotations it is about: #q-…. */

const WAIT = 120; // milliseconds before a passing pointer counts as pointing
const BESIDE = "(min-width: 60em)";

class Reading {
  constructor(text) {
    this.text = text;
    this.tag = Object.assign(document.createElement("div"), { className: "or-tag", hidden: true });
    this.tag.setAttribute("role", "status");
    this.lit = "";
    text.append(this.tag);
    text.addEventListener("pointerover", (event) => this.over(event));
    text.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.light(""));
    text.addEventListener("focusin", (event) => this.light(this.named(event.target)));
    text.addEventListener("click", (event) => this.tapped(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.light(""));
    document.addEventListener("pointerdown", (event) => text.contains(event.target) || this.light(""));
    window.addEventListener("hashchange", () => this.arrive());
    this.arrive();
    if (text.contains(document.activeElement)) this.light(this.named(document.activeElement)); // it got there first
  }

  /** The quotation that an element of the text or of a note belongs to. */
  named(element) {
    const mark = element.closest("mark.or-q");
    if (mark) return (mark.id || [...mark.classList].find((name) => name.startsWith("q-"))).slice(2);
    if (this.tag.contains(element)) return this.lit;
    const link = element.closest('a[href^="#q-"]');
    return link ? link.hash.slice(3) : "";
  }

  over(event) {
    if (event.pointerType !== "mouse") return;
    clearTimeout(this.waiting);
    const id = this.named(event.target);
    if (id !== this.lit) this.waiting = setTimeout(() => this.light(id), WAIT);
  }

  tapped(event) {
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    const id = this.named(event.target);
    this.light(id === this.lit && !this.tag.contains(event.target) ? "" : id);
  }

  arrive() {
    if (location.hash.startsWith("#q-")) this.light(decodeURIComponent(location.hash.slice(3)));
  }

  light(id) {
    clearTimeout(this.waiting); // whatever the pointer passed over is behind it
    if (id === this.lit) return;
    this.lit = id;
    for (const old of this.text.querySelectorAll(".or-lit")) old.classList.remove("or-lit");
    this.tag.hidden = true;
    const marks = id ? this.text.querySelectorAll(`#q-${CSS.escape(id)}, mark.q-${CSS.escape(id)}`) : [];
    if (!marks.length) return;
    for (const mark of marks) mark.classList.add("or-lit");
    const note = this.text.querySelector(`.or-note a[href="#q-${CSS.escape(id)}"]`)?.closest(".or-note");
    note?.classList.add("or-lit");
    if (note && !matchMedia(BESIDE).matches && !note.contains(document.activeElement)) this.label(marks[0], note, id);
  }

  /** Put the note's first line, whose words these are, under the first line of the words. */
  label(mark, note, id) {
    this.tag.replaceChildren(note.querySelector(".or-who").cloneNode(true));
    const link = this.tag.querySelector(`a[href="#q-${CSS.escape(id)}"]`);
    if (!link) {
      const own = Object.assign(document.createElement("a"), { href: `#q-${id}`, textContent: "link" });
      this.tag.firstChild.append(" · ", own);
    }
    this.tag.hidden = false;
    const words = mark.getClientRects()[0], text = this.text.getBoundingClientRect();
    const above = words.top - text.top - this.tag.offsetHeight - 4;
    const left = Math.min(words.left - text.left, text.width - this.tag.offsetWidth);
    this.tag.style.top = `${above}px`;
    this.tag.style.left = `${Math.max(0, left)}px`;
  }
}

for (const text of document.querySelectorAll(".or-article")) new Reading(text);
