// Says in words what a message is where it has no text, who wrote it, and when.

export function senderName(message) {
  const sender = message.sender_chat;
  if (sender && message.chat.type !== "channel") return sender.title ?? "A channel";
  if (message.chat.type === "channel") return message.chat.title;
  return personName(message.from);
}

export function personName(person) {
  if (!person) return "Somebody";
  return [person.first_name, person.last_name].filter(Boolean).join(" ") || person.username || "Somebody";
}

/** A number that is always the same for the same sender: it picks the colour of the name. */
export function senderTone(message) {
  const id = message.sender_chat?.id ?? message.from?.id ?? 0;
  return Math.abs(id) % 6;
}

/** The words of a service message, or null for an ordinary one. */
export function serviceText(message) {
  const who = senderName(message);
  const names = (people) => people.map(personName).join(", ");
  if (message.new_chat_members) {
    const joined = message.new_chat_members;
    if (joined.length === 1 && joined[0].id === message.from?.id) return `${who} joined the group`;
    return `${who} added ${names(joined)}`;
  }
  if (message.left_chat_member) {
    const left = message.left_chat_member;
    return left.id === message.from?.id ? `${who} left the group` : `${who} removed ${personName(left)}`;
  }
  if (message.group_chat_created) return `${who} created the group “${message.chat.title}”`;
  if (message.supergroup_chat_created) return `${who} created the group “${message.chat.title}”`;
  if (message.channel_chat_created) return "The channel was created";
  if (message.new_chat_title) return `${who} renamed the group to “${message.new_chat_title}”`;
  if (message.migrate_to_chat_id) return "This group became a supergroup";
  if (message.migrate_from_chat_id) return "The group was upgraded to a supergroup";
  if (message.pinned_message) {
    const text = message.pinned_message.text;
    return text ? `${who} pinned “${short(text, 40)}”` : `${who} pinned a message`;
  }
  if (message.forum_topic_created) return `${who} created the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) return `${who} renamed the topic`;
  if (message.forum_topic_closed) return `${who} closed the topic`;
  if (message.forum_topic_reopened) return `${who} reopened the topic`;
  if (message.chat_shared) return `${who} shared a chat with the bot`;
  if (message.write_access_allowed) return "The bot may write to you now";
  const ordinary = ["text", "caption", "sticker", "photo", "document", "contact", "voice", "audio", "video", "animation", "location", "poll", "dice", "video_note", "venue"];
  return ordinary.some((field) => message[field] !== undefined) ? null : "A message that this page cannot show";
}

/** What stands in for a message in one line: in the chat list, in a quote, in the pinned bar. */
export function gist(message) {
  if (message.text) return short(message.text, 120);
  const caption = message.caption ? `, ${short(message.caption, 80)}` : "";
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (message.photo) return `Photo${caption}`;
  if (message.document) return `${message.document.file_name ?? "Document"}${caption}`;
  if (message.contact) return `Contact: ${personName(message.contact)}`;
  if (message.voice) return "Voice message";
  if (message.location) return "Location";
  if (message.poll) return "Poll";
  return serviceText(message) ?? "Message";
}

/** Cuts between characters, never inside one, and drops line breaks. */
export function short(text, limit) {
  const letters = [...text.replace(/\s+/g, " ").trim()];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join("")}…` : letters.join("");
}

const hourFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const shortDayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });

const yearFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const hour = (date) => hourFormat.format(date);
export const day = (date) => dayFormat.format(date);
export const shortDay = (date) => shortDayFormat.format(date);
export const dayAndYear = (date) => yearFormat.format(date);
export const dateOf = (message) => new Date(message.date * 1000);

/** Up to two letters that stand for a name in its round picture. */
export function initials(name) {
  const words = String(name).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}
