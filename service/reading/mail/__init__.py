"""Raw bytes → a bounded message, and its body as lines with what its structure says of them."""
