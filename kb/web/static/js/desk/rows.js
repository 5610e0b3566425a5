// Repeated rows: added, removed and moved on the spot, with the focus kept.
const PLACEHOLDER = "NUMER";
const NAMED = ["id", "name", "for", "value", "aria-describedby"];

const listOf = (rows) => rows.querySelector(":scope > .row-list");
const rowsIn = (rows) => [...listOf(rows).children];

/** Give every row of a list the number of its place. */
const renumber = (rows) => {
  const name = rows.dataset.rows;
  const old = new RegExp(`(^|\\s)${name.replaceAll(".", "\\.")}\\.(?:\\d+|${PLACEHOLDER})(?=[.\\s]|$)`, "g");
  const all = rowsIn(rows);
  all.forEach((row, index) => {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const attribute of NAMED) {
        const value = element.getAttribute(attribute);
        if (value === null || (attribute === "value" && element.name !== "do")) continue;
        const renamed = value.replace(old, `$1${name}.${index}`);
        if (renamed !== value) element.setAttribute(attribute, renamed);
      }
    }
    const one = rows.dataset.one;
    row.querySelectorAll(".row-number").forEach((label) => { label.textContent = `${one} ${index + 1}`; });
    row.querySelectorAll(".row-moves .visually-hidden").forEach((label) => { label.textContent = `: ${one} ${index + 1}`; });
    row.querySelector("button[value$='.up']").disabled = index === 0;
    row.querySelector("button[value$='.down']").disabled = index === all.length - 1;
  });
};

const focusOn = (row, verb) => {
  const wanted = row.querySelector(`button[value$='.${verb}']`);
  const other = row.querySelector(`button[value$='.${verb === "up" ? "down" : "up"}']`);
  (wanted.disabled ? other : wanted).focus();
};

const actions = {
  add: (rows) => {
    const pattern = rows.querySelector(":scope > template");
    listOf(rows).append(pattern.content.cloneNode(true));
    const row = rowsIn(rows).at(-1);
    renumber(rows);
    row.querySelector("input, select, textarea").focus();
    return `Dodano: ${rows.dataset.one} ${rowsIn(rows).length}.`;
  },
  remove: (rows, row) => {
    const place = rowsIn(rows).indexOf(row);
    const title = row.querySelector(".row-number").textContent;
    row.remove();
    renumber(rows);
    const next = rowsIn(rows)[Math.min(place, rowsIn(rows).length - 1)];
    (next?.querySelector("button[value$='.remove']") ?? rows.querySelector("button[value$='.add']")).focus();
    return `Usunięto: ${title}.`;
  },
  up: (rows, row) => {
    const place = rowsIn(rows).indexOf(row);
    if (place > 0) rowsIn(rows)[place - 1].before(row);
    renumber(rows);
    focusOn(row, "up");
    return `Teraz to ${rows.dataset.one} ${rowsIn(rows).indexOf(row) + 1}.`;
  },
  down: (rows, row) => {
    rowsIn(rows)[rowsIn(rows).indexOf(row) + 1]?.after(row);
    renumber(rows);
    focusOn(row, "down");
    return `Teraz to ${rows.dataset.one} ${rowsIn(rows).indexOf(row) + 1}.`;
  },
};

/** The heading of a folded row says what is written in it. */
const retitle = (row) => {
  const title = row.querySelector(".row-title");
  if (!title) return;
  const parts = [...row.querySelectorAll("[data-in-title] :is(input, select, textarea)")].map((control) =>
    control instanceof HTMLSelectElement ? (control.value && control.selectedOptions[0].text) : control.value.trim());
  title.textContent = parts.filter(Boolean).join(": ") || "(pusto)";
};

/** A new deadline gets an identifier made from its title. */
const identify = (title) => {
  const id = title.closest("[data-row]").querySelector("[name$='.id']");
  if (id.value.trim()) return;
  const plain = title.value.toLowerCase().normalize("NFD").replaceAll(/[\u0300-\u036f]/g, "").replaceAll("ł", "l");
  id.value = plain.replaceAll(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
};

export const moveRows = (form, told) => {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rows] button[name='do']");
    if (!button) return;
    event.preventDefault();
    if (event.detail > 1) return; // the second click of a double one means nothing new
    const rows = button.closest("[data-rows]");
    const verb = button.value.split(".").at(-1);
    told.textContent = actions[verb](rows, button.closest("[data-row]"));
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", (event) => {
    const row = event.target instanceof Element && event.target.closest("[data-row]");
    if (row) retitle(row);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-rows='deadlines'] [name$='.title']")) identify(event.target);
  });
  // A link of the summary leads into a folded row: it opens.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target?.closest("details:not([open])") ?? target?.querySelector(":scope > details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.focus();
  };
  addEventListener("hashchange", unfold);
  unfold();
};
