"""What is true: one declaration per table; types, comments, workbook and dictionary are derived from it."""
