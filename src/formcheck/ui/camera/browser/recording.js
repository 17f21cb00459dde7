const BITS_PER_S = 2_500_000;
const REVOKE_MS = 60_000;

/** Records the camera in the browser, and saves the file on this device at the end. */
export class Recording {
  /** @param {string} name of the file, without ending */
  constructor(name) {
    this.name = name;
    /** @type {MediaRecorder[]} */
    this.recorders = [];
    /** @type {Promise<Blob>[]} */
    this.parts = [];
  }

  /** @param {MediaStream} stream A camera that came back makes a further file. */
  start(stream) {
    if (!window.MediaRecorder) return;
    const mimeType = ["video/mp4", "video/webm"].find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_S });
    /** @type {Blob[]} */
    const chunks = [];
    recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
    this.parts.push(
      new Promise((resolve) => {
        recorder.addEventListener("stop", () => resolve(new Blob(chunks, { type: mimeType })));
      }),
    );
    recorder.start(1000);
    this.recorders.push(recorder);
  }

  async save() {
    for (const recorder of this.recorders) if (recorder.state !== "inactive") recorder.stop();
    const files = (await Promise.all(this.parts)).filter((file) => file.size > 0);
    files.forEach((file, n) => {
      const ending = file.type.startsWith("video/mp4") ? "mp4" : "webm";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${this.name}${n ? `-${n + 1}` : ""}.${ending}`;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_MS);
    });
    this.recorders = [];
    this.parts = [];
  }
}
