"""What a clinician is given to read: every text that needs a look, the most dangerous first."""
