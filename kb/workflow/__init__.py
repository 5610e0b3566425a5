"""From draft to publication: comments, remarks, publishing with four eyes, and the trail."""
