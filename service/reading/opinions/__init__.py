"""What was learned from labelled replies, asked where rules are silent or nearly all speaks against them."""
