"""The pages for readers, one module and one blueprint for each part of the site."""
