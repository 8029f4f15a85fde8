//! A proxy that breaks answers on request.
