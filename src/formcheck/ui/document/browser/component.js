/**
 * Says of the page what Streamlit does not: the language, which card is chosen, which link leads to where one is.
 * Streamlit draws its elements anew when it likes, so all of it is said again after each change.
 *
 * @typedef {{lang: string, chosen: string, pages: string, choose_file: string}} Data
 * @typedef {(HTMLElement | ShadowRoot) & {formcheckDocument?: unknown}} Parent
 */

const GRACE_MS = 1500;
const CARDS = "[class*='st-key-card_']";

export class Announcer {
  /** @param {Document | HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Data | null} */
    this.data = null;
    this.asked = 0;
    this.scrolled = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.leaving = undefined;
    this.observer = new MutationObserver(() => this.ask());
    this.observer.observe(root, { childList: true, subtree: true });
  }

  /** @param {Data} data */
  update(data) {
    clearTimeout(this.leaving);
    this.data = data;
    document.documentElement.lang = data.lang;
    this.say();
  }

  ask() {
    if (!this.asked) this.asked = requestAnimationFrame(() => this.say());
  }

  say() {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    const { data } = this;
    if (!data) return;
    for (const card of this.all(CARDS)) {
      const pressed = String(card.classList.contains(data.chosen));
      for (const button of card.querySelectorAll("button")) set(button, "aria-pressed", pressed);
    }
    for (const main of this.all("[data-testid='stMain']")) set(main, "role", "main");
    for (const pages of this.all(".st-key-pages")) {
      set(pages, "role", "navigation");
      set(pages, "aria-label", data.pages);
      this.sayWhere(pages);
    }
    for (const zone of this.all(".st-key-video [data-testid='stFileUploaderDropzone']")) {
      zone.removeAttribute("role");
      zone.removeAttribute("aria-label");
      for (const each of zone.querySelectorAll("button, input")) set(each, "aria-label", data.choose_file);
    }
  }

  /**
   * Which link leads to where one is. Streamlit gives that to the first page no path, so that on every other page it
   * would lead there, opened in a tab of its own.
   * @param {HTMLElement} pages
   */
  sayWhere(pages) {
    for (const link of pages.querySelectorAll("a")) {
      const href = link.getAttribute("href") ?? "";
      if (href.startsWith("?")) set(link, "href", `./${href}`);
      const here = new URL(link.href, location.href).pathname === location.pathname;
      if (!here) {
        link.removeAttribute("aria-current");
        continue;
      }
      set(link, "aria-current", "page");
      // On a phone the links lie in one row that scrolls: once a page, as soon as it is laid out.
      if (this.scrolled !== location.pathname && pages.scrollWidth > pages.clientWidth) {
        this.scrolled = location.pathname;
        pages.scrollLeft += link.getBoundingClientRect().left - pages.getBoundingClientRect().left;
      }
    }
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all(selector) {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(selector))];
  }

  /** @param {() => void} gone */
  leave(gone) {
    this.leaving = setTimeout(() => {
      this.observer.disconnect();
      gone();
    }, GRACE_MS);
  }
}

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * @param {{data: Data, parentElement: Parent}} component
 * @returns {() => void} cleanup
 */
export default function mount({ data, parentElement }) {
  const announcer = /** @type {Announcer} */ (parentElement.formcheckDocument ??= new Announcer(document));
  announcer.update(data);
  return () => announcer.leave(() => delete parentElement.formcheckDocument);
}
