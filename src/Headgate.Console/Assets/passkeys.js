// Makes passkeys, and signs in with them: the browser answers the challenge that stands in the form, and the form is sent with the answer.
const acts = {
  create: (options) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

const known = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  // A passkey is good for one name; under another the browser would refuse it.
  const here = location.hostname === form.dataset.host;
  form.hidden = !(known && here);
  const elsewhere = form.parentElement.querySelector("[data-passkey-elsewhere]");
  if (elsewhere) {
    elsewhere.hidden = !form.hidden;
  }
  const told = form.querySelector("[role=status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.textContent = "";
    try {
      const answer = await acts[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.answer.value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch (error) {
      told.textContent =
        error.name === "InvalidStateError"
          ? "This device has a passkey of yours already."
          : "The device did not answer, or was told not to. Try again, or sign in another way.";
    }
  });
}
