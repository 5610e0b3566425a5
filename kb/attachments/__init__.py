"""Files that belong to a standard: what may be uploaded, how it is named and kept."""
