"""What the rules about bleeding share: medicines judged together, combinations, conditions."""
