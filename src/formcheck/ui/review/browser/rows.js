/**
 * The table of repetitions, holds or tries, and the faults above it. On a narrow page each row is a card whose
 * result and remark stand first. A row can be clicked anywhere; its first cell is a button for the keyboard.
 *
 * @import { Data, FaultLine, Jump, Now, Row } from "./types.js"
 */
import { icon, make } from "./dom.js";
import { rowAt, seconds } from "./timeline.js";

export class Rows {
  /** @param {Data} data @param {Jump} jump */
  constructor(data, jump) {
    this.data = data;
    this.jump = jump;
    /** @type {HTMLTableRowElement[]} */
    this.rows = data.table.rows.map((row, n) => this.row(row, n));
    this.lit = -1;
    this.element = make("div", { class: "rows" }, make("h3", {}, data.table.title), ...data.faults.map((each) => this.fault(each)));
    this.element.append(this.rows.length ? this.table() : make("p", {}, data.table.none));
  }

  table() {
    const heads = this.data.table.columns.map((column) => make("th", { scope: "col", role: "columnheader" }, column));
    const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads));
    return make("table", { role: "table" }, head, make("tbody", { role: "rowgroup" }, ...this.rows));
  }

  /** @param {FaultLine} fault */
  fault({ text, spans }) {
    const chips = spans.map((span) => {
      const when = seconds(span.start_s, this.data.lang);
      const chip = make("button", { type: "button", class: "chip", "aria-label": `${text}: ${when}` }, icon("play"), when);
      chip.addEventListener("click", () => this.jump(span));
      return chip;
    });
    return make("div", { class: "fault" }, make("span", { class: "mark", "aria-hidden": "true" }, "!"), make("p", {}, text), make("div", { class: "chips" }, ...chips));
  }

  /** @param {Row} row @param {number} n */
  row({ cells, name, start_s, end_s }, n) {
    const { names, columns } = this.data.table;
    const drawn = make("tr", { role: "row", "data-row": String(n) });
    cells.forEach((text, column) => {
      const empty = /^\p{Dash}?$/u.test(text) ? " empty" : "";
      const cell = make("td", { role: "cell", class: `${names[column] ?? ""}${empty}`, "data-label": columns[column] ?? "" });
      if (column === 0 && start_s !== null) cell.append(make("button", { type: "button", "aria-label": name }, icon("play"), make("span", {}, text)));
      else cell.append(text);
      drawn.append(cell);
    });
    if (start_s !== null && end_s !== null) {
      drawn.classList.add("jumps");
      drawn.addEventListener("click", () => this.jump({ start_s, end_s }));
    }
    return drawn;
  }

  /** @param {Now} now */
  show({ t_s }) {
    const lit = rowAt(this.data.table.rows, t_s);
    if (lit === this.lit) return;
    this.rows[this.lit]?.removeAttribute("aria-current");
    this.rows[lit]?.setAttribute("aria-current", "true");
    this.lit = lit;
  }
}
