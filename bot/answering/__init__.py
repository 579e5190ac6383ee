"""What a person who writes in their own words is answered: an emergency first, then what fits."""
