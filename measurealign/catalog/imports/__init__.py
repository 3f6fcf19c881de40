"""Foreign sources to measure sets: spreadsheets, CMS's QPP lists, FHIR, and people's own files."""
