"""The commands, a module for each, named like it. What was typed comes in; each is a short passage down the rooms."""
