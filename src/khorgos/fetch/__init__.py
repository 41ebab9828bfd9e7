"""What comes in from the world: files on this machine, and (later) pages, feeds and archives."""
