"""The parts of compare_sites: sites that stand still, what they answer."""
