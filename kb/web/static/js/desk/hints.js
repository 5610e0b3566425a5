// Citations of law and deadlines are read while they are typed: what was understood stands below.
import { make } from "./fields.js";

const PAUSE = 500; // milliseconds without a key before asking
const ADDRESS = "/redakcja/podpowiedzi";
const COUNTED = ["event", "after", "term", "direction", "bound", "yearly"];
const answers = new Map();

const lineUnder = (input) => {
  const id = `${input.id}.odczyt`;
  const known = document.getElementById(id);
  if (known) return known;
  const line = make("p", { id, class: "field-told", role: "status" });
  input.after(line);
  return line;
};

const read = async (address) => {
  if (!answers.has(address)) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) answers.set(address, await answer.json());
  }
  return answers.get(address);
};

const show = (input, found) => {
  const line = lineUnder(input);
  line.textContent = found.text;
  line.classList.toggle("error", !found.good);
  document.getElementById(`${input.id}.blad`)?.remove(); // what was told before speaks of another text
  if (!found.suggestion) return;
  const take = make("button", { type: "button", class: "button-quiet field-suggestion" }, `Wstaw „${found.suggestion}”`);
  take.addEventListener("click", () => {
    input.value = found.suggestion;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  line.append(" ", take);
};

const readCitation = async (input) => {
  const typed = input.value;
  const found = await read(`${ADDRESS}/przepis?${new URLSearchParams({ tekst: typed })}`);
  if (found && input.value === typed) show(input, found);
};

const readDeadline = async (row) => {
  const control = (key) => row.querySelector(`[name$='.${key}']`);
  const asked = () => new URLSearchParams(COUNTED.map((key) => [key, control(key).value])).toString();
  const typed = asked();
  const found = await read(`${ADDRESS}/termin?${typed}`);
  if (found && asked() === typed) show(control("yearly").value ? control("yearly") : control("term"), found);
};

export const readWhileTyping = (form) => {
  const timers = new Map();
  const later = (key, work) => {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(work, PAUSE));
  };
  form.addEventListener("input", (event) => {
    const input = event.target;
    if (!(input instanceof Element)) return;
    if (input.matches("[data-cited] input")) later(input, () => readCitation(input));
    const row = input.closest("[data-rows='deadlines'] [data-row]");
    if (row && COUNTED.includes(input.name.split(".").at(-1))) later(row, () => readDeadline(row));
  });
};
