// The fields of the form as the server reads them.
const OURS = new Set(["token", "expected", "do"]);

/** Every field but those that say which state of the draft the form was made from. */
export const fieldsOf = (form) =>
  [...new FormData(form)].filter(([name]) => !OURS.has(name)).map(([name, value]) => [name, String(value)]);

/** The same words for the same content: empty fields, numbers of rows and spaces at the ends say nothing. */
export const contentOf = (fields) =>
  JSON.stringify(
    fields
      .map(([name, value]) => [name.replaceAll(/\.\d+/g, ".#"), value.replaceAll("\r\n", "\n").trim()])
      .filter(([name, value]) => value && name !== "shown" && name !== "file"),
  );

/** An element with attributes and text. */
export const make = (tag, attributes = {}, text = "") => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};
