"""What the pages say: values in words, history as sentences, rosters as drafts. No requests."""
