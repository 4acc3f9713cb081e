"""The devices that register: how they are enrolled, what they may ask, when their lease ends."""
