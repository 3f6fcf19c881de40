"""FHIR R4 and R5: links as a ConceptMap, codes they speak of, the proposed set (extra `fhir`)."""

from measurealign.export.fhir.bundle import Release, write_fhir

__all__ = ["Release", "write_fhir"]
