"""Lines → the writer's own words, each stretch tied to the question it answers."""
