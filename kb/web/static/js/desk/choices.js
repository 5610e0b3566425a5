// Long lists of choices: a box that narrows them, and what is chosen said in the heading.
// References to standards show the title of what was chosen.
import { make } from "./fields.js";

const LONG = 12; // choices seen at a glance
const MARKS = /[\u0300-\u036f]/g;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("ł", "l");

const narrow = (list, typed) => {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const option of list.querySelectorAll(".option")) {
    const text = plain(option.textContent);
    option.hidden = !words.every((word) => text.includes(word));
    if (!option.hidden) shown += 1;
  }
  for (const heading of list.querySelectorAll(".choice-group")) {
    let next = heading.nextElementSibling;
    while (next && next.classList.contains("option") && next.hidden) next = next.nextElementSibling;
    heading.hidden = !next || !next.classList.contains("option");
  }
  return shown;
};

const addFilter = (fieldset) => {
  const list = fieldset.querySelector(".choice-list");
  if (list.querySelectorAll(".option").length <= LONG) return;
  const name = fieldset.querySelector("legend").firstChild.textContent.trim();
  const id = `${fieldset.id}.szukaj`;
  const box = make("div", { class: "choice-filter" });
  const input = make("input", { id, type: "search", autocomplete: "off" });
  const status = make("span", { class: "field-told", role: "status" });
  box.append(make("label", { for: id }, `Szukaj na liście „${name}”`), input, status);
  list.before(box);
  list.classList.add("choice-list-long");
  list.tabIndex = 0;
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", `${name}: lista`);
  input.addEventListener("input", (event) => {
    event.stopPropagation(); // nothing of the document has changed
    const shown = narrow(list, input.value);
    status.textContent = input.value.trim() ? `Na liście: ${shown}.` : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
};

const tellChosen = (fieldset) => {
  const chosen = [...fieldset.querySelectorAll(":checked")].map((box) => box.nextElementSibling.textContent.trim());
  let line = fieldset.querySelector(".choice-chosen");
  if (!line) {
    line = make("p", { class: "choice-chosen" });
    fieldset.querySelector("legend").after(line);
  }
  line.textContent = chosen.length ? `Wybrano: ${chosen.join("; ")}` : "Nic nie wybrano.";
};

const showTitle = (input) => {
  const known = [...input.list.options].find((option) => option.value === input.value.trim());
  const line = input.parentElement.querySelector("[data-standard-title]");
  line.textContent = known ? known.label : input.value.trim() ? "Nie ma takiego standardu. Wybierz z listy." : "";
};

export const filterChoices = (form) => {
  for (const fieldset of form.querySelectorAll("[data-choices]")) {
    addFilter(fieldset);
    tellChosen(fieldset);
  }
  form.addEventListener("change", (event) => {
    const fieldset = event.target.closest("[data-choices]");
    if (fieldset) tellChosen(fieldset);
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-standard]")) showTitle(event.target);
  });
  // Steps choose among the deadlines as they are written now.
  form.addEventListener("focusin", (event) => {
    const select = event.target;
    if (!select.matches("select[data-deadlines]")) return;
    const known = new Set([...select.options].map((option) => option.value));
    for (const row of form.querySelectorAll("[data-rows='deadlines'] [data-row]")) {
      const [id, title] = ["id", "title"].map((key) => row.querySelector(`[name$='.${key}']`).value.trim());
      if (id && !known.has(id)) select.append(new Option(title || id, id));
    }
  });
};
