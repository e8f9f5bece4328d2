// Takes pictures that are dropped or chosen, and asks for the images that continue them.

const byId = (id) => document.getElementById(id);

// completed: told what the studio has read off a picture; failed: told a sentence. ready: whether pictures are taken.
export function takePictures(place, ready, { run, completed, failed }) {
  async function send(file) {
    if (!file || !ready()) {
      return;
    }
    const at = byId("cut").value.replaceAll(" ", "");
    failed("Completing.");
    const address = `/complete.json/${encodeURIComponent(run())}${at ? `/${encodeURIComponent(at)}` : ""}`;
    try {
      const answer = await fetch(address, { method: "POST", body: file });
      if (answer.ok) {
        completed(await answer.json());
      } else {
        failed((await answer.text()).trim());
      }
    } catch {
      failed("The picture was not taken: it is too large, or the studio does not answer.");
    }
  }
  byId("file").onchange = () => {
    send(byId("file").files[0]);
    byId("file").value = "";
  };
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = ready() ? "copy" : "none";
  });
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  });
}
