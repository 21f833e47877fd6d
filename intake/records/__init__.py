"""Records: what we keep. Tables and nothing that judges them."""
