// One table: sorted by its headings, searched, taken along as CSV, its rows opened by a click.
// All words are set as text, never as markup.

/** So many rows are drawn at first; more when one scrolls there, all when asked for or printed. */
const ROWS = 40;
/** A column of longer texts is wide; one of texts no longer than a word or two is not broken. */
const LONG = 40, SHORT = 14;
/** So many rows, and the table is worth a search. */
const SEARCHED = 6;
const { compare } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
/** A cell as it is put in order: 1,788 comes after 999. */
const ordered = (cell) => String(cell).replace(/(\d),(?=\d{3})/g, "$1");

export default function ({ data, parentElement, setStateValue }) {
  const whole = JSON.stringify(data);
  if (parentElement.whole !== whole) {
    parentElement.whole = whole;
    parentElement.table = new Table(data, (row) => setStateValue("row", row));
    parentElement.querySelector(".ma-table")?.remove();
    parentElement.append(parentElement.table.place);
  }
  const printed = () => parentElement.table.draw(Infinity);
  addEventListener("beforeprint", printed);
  return () => removeEventListener("beforeprint", printed);
}

/** Make an element with properties and children. */
function made(tag, properties = {}, ...children) {
  const one = Object.assign(document.createElement(tag), properties);
  one.append(...children);
  return one;
}

class Table {
  constructor(data, opened) {
    Object.assign(this, data);
    this.opened = opened;
    this.open = null;
    this.words = "";
    this.by = null;
    this.down = false;
    this.numbers = this.columns.map((_, at) => this.rows.every((row) => typeof row[at] !== "string" || row[at] === "")
      && this.rows.some((row) => typeof row[at] === "number"));
    this.length = this.columns.map((_, at) => Math.max(...this.rows.map((row) => String(row[at]).length)));
    this.body = made("tbody");
    this.more = made("button", { type: "button", className: "ma-more", onclick: () => this.draw(Infinity) });
    this.place = made("div", { className: this.pick === undefined ? "ma-table" : "ma-table ma-pick" });
    this.place.append(this.bar(), this.box(), this.more);
    this.draw(ROWS);
    new ResizeObserver(() => this.hint()).observe(this.view);
  }

  /** Tell that columns lie beyond the right edge, as long as some do. */
  hint() {
    this.beyond.hidden = this.view.scrollLeft + this.view.clientWidth >= this.view.scrollWidth - 1;
  }

  bar() {
    const bar = made("div", { className: "ma-bar" });
    if (this.rows.length >= SEARCHED) {
      const search = made("input", { type: "search", placeholder: "Search", ariaLabel: `Search: ${this.alt}` });
      search.oninput = () => { this.words = search.value.trim().toLowerCase(); this.begin(); };
      this.count = made("span", { role: "status" });
      bar.append(search, this.count);
    }
    const save = made("button", { type: "button", ariaLabel: `Download as CSV: ${this.alt}`, onclick: () => this.save() });
    save.append("CSV ↓");
    bar.append(save);
    this.beyond = made("button", { type: "button", className: "ma-beyond", hidden: true, ariaLabel: `More columns: ${this.alt}` });
    this.beyond.append("More columns →");
    this.beyond.onclick = () => this.view.scrollBy({ left: 0.8 * this.view.clientWidth });
    bar.append(this.beyond);
    if (document.fullscreenEnabled && this.rows.length > this.most) {
      const fill = made("button", { type: "button", ariaLabel: `Full screen: ${this.alt}` }, "Full screen");
      fill.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : this.place.requestFullscreen());
      bar.append(fill);
    }
    return bar;
  }

  box() {
    this.heads = this.columns.map((name, at) => {
      const sort = made("button", { type: "button", onclick: () => this.sort(at) }, name);
      return made("th", { scope: "col", className: this.look(at) }, sort);
    });
    const table = made("table", { ariaLabel: this.alt }, made("thead", {}, made("tr", {}, ...this.heads)), this.body);
    const box = this.view = made("div", { className: "ma-box", tabIndex: 0, role: "region", ariaLabel: this.alt }, table);
    if (this.rows.length > this.most) box.style.maxHeight = `${2.1 * (this.most + 1)}rem`;
    box.onscroll = () => {
      this.hint();
      const near = box.scrollTop + 2 * box.clientHeight > box.scrollHeight;
      if (near && !this.more.hidden) this.draw(5 * this.body.rows.length);
    };
    return box;
  }

  look(at) {
    if (this.numbers[at]) return "ma-number";
    return this.length[at] > LONG ? "ma-long" : this.length[at] <= SHORT ? "ma-short" : "";
  }

  /** Return the places of the rows that are searched for, in the order that is asked for; blanks come last. */
  shown() {
    const places = [...this.rows.keys()].filter((at) => !this.words
      || this.rows[at].some((cell) => String(cell).toLowerCase().includes(this.words)));
    if (this.by === null) return places;
    const cell = (at) => this.rows[at][this.by], blank = (at) => Number(cell(at) === "");
    const order = this.numbers[this.by] ? (a, b) => Number(cell(a)) - Number(cell(b))
      : (a, b) => compare(ordered(cell(a)), ordered(cell(b)));
    return places.sort((a, b) => blank(a) - blank(b) || (this.down ? order(b, a) : order(a, b)));
  }

  sort(at) {
    if (this.by !== at) [this.by, this.down] = [at, false];
    else if (this.down) this.by = null;
    else this.down = true;
    this.heads.forEach((head, place) => {
      if (place === this.by) head.ariaSort = this.down ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    });
    this.begin();
  }

  /** Draw the rows anew from the first. */
  begin() {
    this.view.scrollTop = 0;
    this.draw(ROWS);
  }

  draw(most) {
    const places = this.shown();
    const left = places.length - most;
    this.body.replaceChildren(...places.slice(0, left > 0 ? most : undefined).map((at) => this.row(at)));
    this.more.hidden = left <= 0;
    this.more.textContent = `Show the other ${left === 1 ? "row" : `${left} rows`}`;
    if (this.count) this.count.textContent = this.words ? `${places.length} of ${this.rows.length}` : "";
  }

  row(at) {
    const row = made("tr");
    this.rows[at].forEach((value, column) => {
      const cell = made(column ? "td" : "th", { className: this.look(column) });
      if (!column) cell.scope = "row";
      if (column === this.pick) cell.append(made("button", { type: "button" }, String(value)));
      else cell.textContent = value;
      row.append(cell);
    });
    if (this.pick === undefined) return row;
    row.place = at;
    this.mark(row);
    row.onclick = () => { if (getSelection().isCollapsed) this.toggle(at); };
    return row;
  }

  /** Open a row, or close it if it is open. */
  toggle(at) {
    this.open = this.open === at ? null : at;
    for (const row of this.body.rows) this.mark(row);
    this.opened(this.open);
  }

  mark(row) {
    const open = row.place === this.open;
    row.classList.toggle("ma-open", open);
    row.querySelector("button").ariaPressed = open;
  }

  /** Hand over what is shown as CSV; a text that a spreadsheet would reckon stays a text. */
  save() {
    const cell = (value) => {
      const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const lines = [this.columns, ...this.shown().map((at) => this.rows[at])];
    const text = `\uFEFF${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
    const link = made("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })) });
    link.download = `${this.alt.replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase()}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
