// What can be done with a whole chat: make one, add or remove the bot, topics, members, blocking.

import { ask, choose } from "./popovers.js";

const KINDS = [
  { value: "forum", label: "Group with topics", hint: "A supergroup whose talk is sorted into topics" },
  { value: "supergroup", label: "Group", hint: "A supergroup, as most groups are" },
  { value: "group", label: "Basic group", hint: "A small group that can later become a supergroup" },
  { value: "channel", label: "Channel", hint: "Only admins post" },
];

/** Asks for a new chat; gives what `create` needs, or null. */
export async function newChat(kinds = KINDS) {
  const kind = kinds.length === 1 ? kinds[0].value : await choose("New group or channel", "You will be an admin of it. The bot can be added afterwards.", kinds);
  if (!kind) return null;
  const channel = kind === "channel";
  const answer = await ask(channel ? "New channel" : "New group", { label: "Name", value: channel ? "News channel" : "Evening group" });
  return answer ? { title: answer.text, type: kind } : null;
}

/** Asks for one of the chats; gives its id, or null. */
export function pickChat(store, fits = () => true) {
  const options = store.ordered().filter(fits).map((chat) => ({ value: chat.id, label: chat.title, hint: chat.type === "private" ? "The private chat" : undefined }));
  return choose("Choose a chat", options.length ? "" : "There is none of this kind yet.", options);
}

/** Asks which group or channel the bot is added to; `{chatId}` or `{create}`, or null. */
export async function pickGroupForBot(store, kind) {
  const channel = kind === "startchannel";
  const chats = store.ordered().filter((chat) => (channel ? chat.type === "channel" : ["group", "supergroup"].includes(chat.type)));
  const options = chats.map((chat) => ({ value: { chatId: chat.id }, label: chat.title, hint: isIn(chat) ? "The bot is in it already" : "The bot is not in it" }));
  options.push({ value: "new", label: channel ? "A new channel" : "A new group", hint: "You name it; you will be an admin" });
  const chosen = await choose(channel ? "Add the bot to a channel" : "Add the bot to a group", "", options);
  if (chosen !== "new") return chosen;
  const create = await newChat(KINDS.filter(({ value }) => (value === "channel") === channel));
  return create ? { create } : null;
}

const isIn = (chat) => ["creator", "administrator", "member", "restricted"].includes(chat.bot_status);

/** The entries of a chat's menu; `run(body)` sends one to the server. */
export function chatMenuItems(chat, topic, run) {
  if (chat.type === "private") {
    return [chat.blocked ? entry("Unblock the bot", run, "unblock") : entry("Block the bot", run, "block")];
  }
  const items = botEntries(chat, run);
  if (chat.type === "channel") return items;
  items.push(entry("Let somebody join", run, "member_joins"), entry("Let somebody leave", run, "member_leaves"));
  items.push({ label: "Rename the group", run: () => named("Rename the group", chat.title, "Rename", (title) => run({ action: "rename", title })) });
  if (chat.type === "group") items.push(entry("Make it a supergroup", run, "migrate"));
  else items.push(...topicEntries(chat, topic, run));
  return items;
}

function botEntries(chat, run) {
  if (!isIn(chat)) {
    return [entry("Add the bot as an admin", run, "add_bot", { as_admin: true }),
      ...(chat.type === "channel" ? [] : [entry("Add the bot as a member", run, "add_bot", { as_admin: false })])];
  }
  const items = [];
  if (chat.type !== "channel") {
    items.push(chat.bot_status === "administrator" ? entry("Make the bot a plain member", run, "demote_bot") : entry("Make the bot an admin", run, "promote_bot"));
    if (chat.type === "supergroup") {
      items.push(chat.bot_status === "restricted" ? entry("Let the bot write again", run, "demote_bot") : entry("Forbid the bot to write", run, "restrict_bot"));
    }
  }
  items.push(entry(chat.type === "channel" ? "Remove the bot from the channel" : "Remove the bot from the group", run, "remove_bot"));
  return items;
}

function topicEntries(chat, topic, run) {
  if (!chat.is_forum) return [entry("Turn topics on", run, "topics_on")];
  const items = [{ label: "New topic", run: () => named("New topic", "", "Create", (name) => run({ action: "create_topic", name })) }];
  const current = chat.topics.find(({ id }) => id === topic);
  if (current) {
    const about = { topic_id: current.id };
    items.push(current.closed ? entry(`Reopen “${current.name}”`, run, "reopen_topic", about) : entry(`Close “${current.name}”`, run, "close_topic", about));
    items.push(entry(`Delete “${current.name}”`, run, "delete_topic", about));
  }
  items.push(entry("Turn topics off", run, "topics_off"));
  return items;
}

async function named(title, value, confirm, then) {
  const answer = await ask(title, { label: "Name", value, confirm });
  if (answer) then(answer.text);
}

const entry = (label, run, action, more = {}) => ({ label, run: () => run({ action, ...more }) });
