// Saves while writing. What could not be saved stays in this browser and is offered again.
import { contentOf, fieldsOf, make } from "./fields.js";

const PAUSE = 2_000; // milliseconds without a key before saving
const LONGEST = 10_000; // milliseconds of writing without a pause before saving
const AGAIN = 15_000; // milliseconds before trying again
const LATEST = 30_000; // milliseconds to wait for an answer

/** The text kept in this browser; storage may be switched off or full. */
const keeper = (key) => {
  const stored = (work) => {
    try {
      return work(localStorage);
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return null;
      throw error;
    }
  };
  return {
    read: () => stored((storage) => JSON.parse(storage.getItem(key))),
    keep: (value) => stored((storage) => { storage.setItem(key, JSON.stringify(value)); return true; }) === true,
    forget: () => stored((storage) => storage.removeItem(key)),
  };
};

const clock = (date) => date.toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });

/** Show the problems of the saved text beside their fields. */
const showProblems = (editor, form, answer) => {
  form.querySelectorAll(".field-problems").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
  form.querySelectorAll("[data-row] .row-wrong").forEach((mark) => { mark.hidden = true; });
  for (const problem of answer.problems) {
    const control = problem.name && document.getElementById(problem.name);
    if (!control) continue;
    const row = control.closest("[data-row]");
    row?.querySelectorAll(".row-wrong").forEach((mark) => { mark.hidden = false; });
    const read = document.getElementById(`${problem.name}.odczyt`);
    if (read?.classList.contains("error")) {
      control.setAttribute("aria-invalid", "true"); // told already, while it was typed
      continue;
    }
    const id = `${problem.name}.blad`;
    let box = document.getElementById(id);
    if (!box) {
      box = make("div", { id, class: "error field-problems" });
      if (control.matches("input, select, textarea")) {
        control.before(box);
        control.setAttribute("aria-invalid", "true");
        const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== id);
        control.setAttribute("aria-describedby", [...described, id].join(" "));
      } else {
        const inside = control.querySelector(":scope > details > summary, :scope > legend, :scope > .field-hint");
        if (inside) inside.after(box);
        else control.prepend(box);
      }
    }
    const line = make("p");
    line.append(
      make("span", { class: "visually-hidden" }, problem.warning ? "Ostrzeżenie: " : "Błąd: "),
      `${problem.message} `,
      make("span", { class: "field-remedy" }, `→ ${problem.remedy}`),
    );
    box.append(line);
  }
  for (const [part, number] of Object.entries(answer.parts)) {
    const mark = editor.querySelector(`[data-part="${part}"]`);
    if (!mark) continue;
    mark.hidden = number === 0;
    mark.querySelector("[data-number]").textContent = number;
  }
  const unfolded = document.querySelector("[data-many]")?.open;
  document.querySelector("[data-summary]").outerHTML = answer.summary;
  if (unfolded) document.querySelector("[data-many]")?.setAttribute("open", "");
  document.querySelector("[data-outline]").outerHTML = answer.outline;
};

/** Send the kept text as if this form had held it: the server saves it or shows both texts. */
const sendKept = (form, kept) => {
  const sent = make("form", { method: "post", action: form.action, hidden: "" });
  const fields = [["token", form.elements.token.value], ["expected", kept.head], ["do", "save"], ...kept.fields];
  for (const [name, value] of fields) {
    const control = make("textarea", { name });
    control.value = value;
    sent.append(control);
  }
  document.body.append(sent);
  sent.submit();
};

const offerKept = (form, kept, storage) => {
  const place = document.querySelector("[data-restore]");
  const when = new Date(kept.when);
  const box = make("section", { class: "banner", "aria-label": "Niezapisany tekst" });
  box.append(make("p", {}, `W tej przeglądarce jest niezapisany tekst z ${when.toLocaleDateString("pl-PL")}, ${clock(when)}. Szkic na serwerze jest inny.`));
  const row = make("p", { class: "in-row" });
  const take = make("button", { type: "button" }, "Przywróć ten tekst");
  const drop = make("button", { type: "button", class: "button-quiet" }, "Odrzuć go");
  take.addEventListener("click", () => sendKept(form, kept));
  drop.addEventListener("click", () => {
    storage.forget();
    box.remove();
    document.querySelector("h1").focus();
  });
  row.append(take, drop);
  box.append(row);
  place.append(box);
};

export const keepSaved = (editor, form, told) => {
  const { url, key, person, token } = editor.dataset;
  const storage = keeper(`szkic:${person}:${key}`);
  const earlier = keeper(`szkic:${person}:${key}:wczesniejszy`); // offered, not yet decided upon
  let saved = contentOf(fieldsOf(form));
  let sending = null;
  let timer = 0;
  let waitingSince = 0;
  let stopped = false; // somebody else has saved: only a person can go on
  let unanswered = null; // what was sent without an answer may have been saved

  const say = (text) => { told.textContent = text; };
  const isDirty = () => contentOf(fieldsOf(form)) !== saved;
  const keep = () => storage.keep({ head: form.elements.expected.value, fields: fieldsOf(form), when: Date.now() });
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const offer = () => {
    const kept = storage.read();
    if (kept && !("saved" in editor.dataset) && contentOf(kept.fields) !== saved) earlier.keep(kept);
    storage.forget();
    const left = earlier.read();
    if (!left) return;
    if (contentOf(left.fields) === saved) earlier.forget();
    else offerKept(form, left, earlier);
  };
  offer();

  const notSaved = (why, wait = AGAIN) => {
    const safe = keep() ? " Tekst jest w tej przeglądarce." : " Skopiuj tekst: przeglądarka go nie zachowa.";
    say(`Nie zapisano. ${why}${safe}`);
    if (wait) later(wait);
  };

  const send = async () => {
    const fields = fieldsOf(form);
    const answer = await fetch(`${url}/autozapis`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Token": token, Accept: "application/json" },
      body: JSON.stringify({ expected: form.elements.expected.value, fields, unanswered: unanswered ?? [] }),
      signal: AbortSignal.timeout(LATEST),
    }).catch(() => null);
    if (!answer) {
      unanswered = fields;
      notSaved("Brak połączenia z serwerem.");
      return;
    }
    const said = await answer.json().catch(() => ({ message: "Serwer odpowiedział inaczej, niż powinien." }));
    if (!answer.ok) {
      stopped = answer.status === 409 || answer.status === 410;
      notSaved(said.message, stopped ? 0 : AGAIN);
      return;
    }
    unanswered = null;
    form.elements.expected.value = said.head;
    form.elements.file.value = said.file;
    saved = contentOf(fields);
    waitingSince = 0;
    if (isDirty()) later(PAUSE);
    else storage.forget();
    showProblems(editor, form, said);
    const wrong = said.total;
    say(`Zapisano o ${said.time}.${wrong ? ` Do poprawy: ${wrong}.` : ""}`);
    editor.dispatchEvent(new CustomEvent("autosaved"));
  };

  const save = () => {
    clearTimeout(timer);
    if (stopped || sending || !isDirty()) return sending;
    sending = send().finally(() => { sending = null; });
    return sending;
  };

  form.addEventListener("input", () => {
    keep();
    waitingSince ||= Date.now();
    if (!stopped) later(Math.min(PAUSE, Math.max(0, waitingSince + LONGEST - Date.now())));
  });
  form.addEventListener("submit", (event) => {
    keep();
    clearTimeout(timer);
    if (!sending && !unanswered) return;
    event.preventDefault(); // the state being saved now must be known before this one is sent
    const button = event.submitter;
    (sending ?? send()).then(() => {
      unanswered = null;
      form.requestSubmit(button);
    });
  });
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
};
