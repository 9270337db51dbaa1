// Adds records to the top of the page as they are written.
const MOST = 500;

const line = (record) => {
  const item = document.createElement("li");
  item.className = "record fresh";
  item.dataset.seq = record.seq;
  const time = document.createElement("time");
  time.dateTime = record.time;
  time.title = record.time;
  time.textContent = "now";
  const says = document.createElement("a");
  says.className = "record-says";
  says.href = `/record/${record.seq}`;
  const parts = (record.sentence ?? record.kind).split('"');
  const sentence = document.createElement("span");
  sentence.className = "sentence";
  parts.forEach((part, index) => {
    if (index % 2 === 1 && index < parts.length - 1) {
      const name = document.createElement("b");
      const apart = document.createElement("bdi");
      apart.textContent = part;
      name.append(apart);
      sentence.append(name);
    } else {
      sentence.append(index % 2 === 1 ? `"${part}` : part);
    }
  });
  says.append(sentence);
  const mark = document.createElement("span");
  const [shape, tone] = { Allowed: ["✓", "allow"], Held: ["◐", "ask"] }[record.decision] ?? (record.decision ? ["✕", "deny"] : ["·", "quiet"]);
  mark.className = `mark ${tone}`;
  mark.textContent = `${shape} ${record.decision ?? "Noted"}`;
  item.append(time, says, mark);
  return item;
};

export const follow = (localTimes) => {
  const list = document.querySelector("[data-records]");
  const live = document.querySelector("[data-live-record]");
  if (!list) {
    return;
  }
  let stream;
  live.addEventListener("change", () => {
    stream?.close();
    if (!live.checked) {
      return;
    }
    const query = new URLSearchParams(list.dataset.records);
    query.delete("before");
    query.set("after", list.firstElementChild?.dataset.seq ?? list.dataset.last);
    stream = new EventSource(`/live/record?${query}`);
    stream.addEventListener("record", (event) => {
      const item = line(JSON.parse(event.data));
      list.prepend(item);
      localTimes(item);
      while (list.childElementCount > MOST) {
        list.lastElementChild.remove();
      }
    });
  });
};
