-- Named for what they hold: how a group wants the bot to behave, and who has been told that the
-- bot may not post there. The columns of group_settings are the settings of bot/groups/fields.py
-- that are kept there, under the same names.
ALTER TABLE group_manners RENAME TO group_settings;
ALTER TABLE group_silences RENAME TO group_permission_alerts;
