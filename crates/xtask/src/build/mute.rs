//! Panics without words.
//!
//! In the browser a panic ends in a trap, and what it says goes nowhere: there is no standard error. The functions that
//! put its words together are therefore emptied to the trap they end in, and what is handed to them is forgotten: words, and
//! places in the sources. This is done before the app is cut in two, since cutting leaves out what nothing refers to.
//!
//! The same is done to functions that a library exports for scripts, and that no script of ours calls. What is written of
//! a value for its developers is left empty: nothing but panics asks for it.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rustc_demangle::demangle;
use wasmparser::{
    BinaryReader, CompositeInnerType, CustomSectionReader, FunctionBody, KnownCustom, Linking, Name,
    Operator, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef, ValType,
};

use super::names::number;

/// Functions that only say what went wrong, by the beginnings of their names. None of them returns.
const PANICS: [&str; 22] = [
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "alloc::vec::Vec<T,A>::insert::assert_failed",
    "alloc::vec::Vec<T,A>::remove::assert_failed",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "std::alloc::rust_oom",
    "std::panicking::begin_panic",
    "std::panicking::panic_handler",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
    "<alloc::vec::Vec<_, _>>::insert_mut::assert_failed",
    "<alloc::vec::Vec<_, _>>::remove::assert_failed",
    "<alloc::vec::Vec<_, _>>::swap_remove::assert_failed",
];

/// Functions that write a value for its developers, by the end of their names.
const DEBUG: &str = " as core::fmt::Debug>::fmt";

/// Exports of a library for streams that a script would write or read; ours hands none to any.
const UNCALLED: &str = "intounderlying";

/// Empties the panics of a module, as the linker made it, in its place.
pub(super) fn mute(module: &Path, out: &Path) -> Result<()> {
    let bytes = fs::read(module).with_context(|| format!("{} could not be read", module.display()))?;
    let muted = muted(&bytes).with_context(|| format!("{} is no module as expected", module.display()))?;
    fs::write(out, muted).with_context(|| format!("{} could not be written", out.display()))
}

fn muted(bytes: &[u8]) -> Result<Vec<u8>> {
    let module = Module::read(bytes)?;
    let (emptied, silent) = (module.emptied(), module.silent());
    let mut muted = bytes.to_vec();
    // What is forgotten, by its place in the code.
    let mut forgotten = HashSet::new();
    for (index, body) in (module.imported..).zip(&module.bodies) {
        let relocations = module.relocations_in(&body.range());
        let end = if emptied.contains(&index) { Some(TRAP) } else { silent.contains(&index).then_some(DONE) };
        if let Some(end) = end {
            empty(&mut muted[body.range()], end);
            forgotten.extend(relocations.iter().map(|relocation| relocation.offset));
            continue;
        }
        for place in module.words_of_panics(body, relocations, &emptied)? {
            forgotten.insert(place);
            // Zero, in as many bytes as before.
            let place = module.code + place as usize;
            muted[place..place + 5].copy_from_slice(&[0x80, 0x80, 0x80, 0x80, 0]);
        }
    }
    module.without_relocations(&muted, &forgotten)
}

/// How a function ends that cannot go on.
const TRAP: &[u8] = &[0, 0x0b];
/// How a function ends that returns zero, which says that all went well.
const DONE: &[u8] = &[0x41, 0, 0x0b];

/// Leaves nothing of a function but its end.
fn empty(body: &mut [u8], end: &[u8]) {
    const NO_LOCALS: u8 = 0;
    const NOTHING: u8 = 1;
    body.fill(NOTHING);
    body[0] = NO_LOCALS;
    let at = body.len() - end.len();
    body[at..].copy_from_slice(end);
}

/// What matters of a module here.
#[derive(Default)]
struct Module<'a> {
    bytes: &'a [u8],
    /// How many functions come from outside; the others are numbered after them.
    imported: u32,
    bodies: Vec<FunctionBody<'a>>,
    /// Where the code starts in the file.
    code: usize,
    /// What each function is called, in full.
    names: Vec<(u32, String)>,
    /// The functions' types, by their numbers without the imported ones.
    types: Vec<u32>,
    /// The types that return one number.
    numeric: HashSet<u32>,
    symbols: Vec<SymbolInfo<'a>>,
    /// Where each segment's data starts in the file.
    segments: Vec<usize>,
    /// What the code refers to, in the order of the code.
    relocations: Vec<RelocationEntry>,
    /// The section that holds these, in the file.
    relocations_at: Range<usize>,
    /// What data refers to, by its place in the file.
    data: HashMap<usize, RelocationEntry>,
}

impl<'a> Module<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self { bytes, ..Self::default() };
        let mut data = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::TypeSection(types) => {
                    for (index, group) in (0..).zip(types) {
                        let mut types = group?.into_types();
                        let kind = types.next().map(|kind| kind.composite_type.inner);
                        if matches!(kind, Some(CompositeInnerType::Func(kind)) if kind.results() == [ValType::I32])
                        {
                            module.numeric.insert(index);
                        }
                    }
                }
                Payload::FunctionSection(functions) => {
                    module.types = functions.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionStart { range, .. } => module.code = range.start,
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::DataSection(segments) => {
                    data = segments.range().start;
                    for segment in segments {
                        let segment = segment?;
                        module.segments.push(segment.range.end - segment.data.len());
                    }
                }
                Payload::CustomSection(section) => module.read_custom(&section, data)?,
                _ => {}
            }
        }
        module.relocations.sort_by_key(|relocation| relocation.offset);
        Ok(module)
    }

    /// Reads what the linker noted; `data` is where the data starts in the file.
    fn read_custom(&mut self, section: &CustomSectionReader<'a>, data: usize) -> Result<()> {
        match section.as_known() {
            KnownCustom::Name(names) => {
                // It writes kinds of names that the reader does not know.
                for name in names.into_iter().flatten() {
                    let Name::Function(functions) = name else { continue };
                    for naming in functions {
                        let naming = naming?;
                        self.names.push((naming.index, format!("{:#}", demangle(naming.name))));
                    }
                }
            }
            KnownCustom::Linking(linking) => {
                for part in linking.subsections() {
                    let Linking::SymbolTable(symbols) = part? else { continue };
                    self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                }
            }
            KnownCustom::Reloc(relocations) if section.name() == "reloc.CODE" => {
                self.relocations = relocations.entries().into_iter().collect::<Result<_, _>>()?;
                self.relocations_at = section.range();
            }
            KnownCustom::Reloc(relocations) if section.name() == "reloc.DATA" => {
                for relocation in relocations.entries() {
                    let relocation = relocation?;
                    self.data.insert(data + relocation.offset as usize, relocation);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The functions that only end in a trap, or that nothing calls.
    fn emptied(&self) -> HashSet<u32> {
        let ends =
            |name: &str| name.starts_with(UNCALLED) || PANICS.iter().any(|panic| name.starts_with(panic));
        let named = self.names.iter().filter(|(_, name)| ends(name));
        named.map(|(index, _)| *index).filter(|index| *index >= self.imported).collect()
    }

    /// The functions that write a value for its developers.
    fn silent(&self) -> HashSet<u32> {
        let named = self.names.iter().filter(|(_, name)| name.ends_with(DEBUG));
        let kind = |index: u32| self.types.get(index.checked_sub(self.imported)? as usize);
        named
            .map(|(index, _)| *index)
            .filter(|index| kind(*index).is_some_and(|kind| self.numeric.contains(kind)))
            .collect()
    }

    /// What a place in the file refers to.
    fn relocations_in(&self, place: &Range<usize>) -> &[RelocationEntry] {
        let at = |place: usize| {
            self.relocations.partition_point(|relocation| self.code + (relocation.offset as usize) < place)
        };
        &self.relocations[at(place.start)..at(place.end)]
    }

    /// Words and places that a function hands to panics, by their own place in the code.
    fn words_of_panics(
        &self,
        body: &FunctionBody<'_>,
        relocations: &[RelocationEntry],
        emptied: &HashSet<u32>,
    ) -> Result<Vec<u32>> {
        let constants: Vec<&RelocationEntry> =
            relocations.iter().filter(|relocation| is_constant(relocation)).collect();
        let mut words: Vec<u32> = constants
            .iter()
            .filter(|relocation| self.is_place_in_sources(relocation))
            .map(|relocation| relocation.offset)
            .collect();
        // Where the constants are that stand right before what comes next.
        let mut arguments = Vec::new();
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, place) = operator?;
            match operator {
                Operator::I32Const { .. } => arguments.push(place + 1 - self.code),
                Operator::LocalGet { .. } => {}
                Operator::Call { function_index } if emptied.contains(&function_index) => {
                    let is_argument =
                        |relocation: &&&RelocationEntry| arguments.contains(&(relocation.offset as usize));
                    words.extend(constants.iter().filter(is_argument).map(|relocation| relocation.offset));
                    arguments.clear();
                }
                _ => arguments.clear(),
            }
        }
        Ok(words)
    }

    /// Whether it refers to the place in the sources that a panic names: a file's name with its length, line and column.
    fn is_place_in_sources(&self, relocation: &RelocationEntry) -> bool {
        const SIZE: u32 = 16;
        let Some((place, SIZE)) = self.data_of(relocation.index) else { return false };
        let Some(file) = self.data.get(&place) else { return false };
        let Some((text, _)) = self.data_of(file.index) else { return false };
        let text = usize::try_from(file.addend).map_or(text, |addend| text + addend);
        let length = self.bytes.get(place + 4..place + 8).and_then(|bytes| bytes.try_into().ok());
        let length = length.map_or(0, |bytes| u32::from_le_bytes(bytes) as usize);
        let name = self.bytes.get(text..text + length).unwrap_or_default();
        name.strip_suffix(b"\0").unwrap_or(name).ends_with(b".rs")
    }

    /// Where a symbol's data is in the file, and its size.
    fn data_of(&self, symbol: u32) -> Option<(usize, u32)> {
        let SymbolInfo::Data { symbol: Some(data), .. } = self.symbols.get(symbol as usize)? else {
            return None;
        };
        Some((self.segments.get(data.index as usize)? + data.offset as usize, data.size))
    }

    /// `bytes`, in which everything is where it is in the module, without what is forgotten of what the code refers to.
    fn without_relocations(&self, bytes: &[u8], forgotten: &HashSet<u32>) -> Result<Vec<u8>> {
        let old = &self.relocations_at;
        let section = CustomSectionReader::new(BinaryReader::new(&self.bytes[old.clone()], old.start))?;
        let KnownCustom::Reloc(relocations) = section.as_known() else {
            bail!("the linker has noted nothing (`build.rs`)");
        };
        let (mut kept, mut entries) = (0, Vec::new());
        let mut all = relocations.entries().into_iter_with_offsets().peekable();
        while let Some(entry) = all.next() {
            let (from, entry) = entry?;
            let to = all.peek().and_then(|next| next.as_ref().ok()).map_or(old.end, |(from, _)| *from);
            if !forgotten.contains(&entry.offset) {
                kept += 1;
                entries.extend_from_slice(&self.bytes[from..to]);
            }
        }
        let mut content = self.bytes[old.start..section.data_offset()].to_vec();
        content.extend(number(relocations.section_index() as usize));
        content.extend(number(kept));
        content.extend(entries);
        // Its length stands before it; all bytes of a number but the last have the highest bit.
        let mut header = old.start - 1;
        while bytes[header - 1] & 0x80 != 0 {
            header -= 1;
        }
        let mut result = bytes[..header].to_vec();
        result.extend(number(content.len()));
        result.extend(content);
        result.extend_from_slice(&bytes[old.end..]);
        Ok(result)
    }
}

/// Whether it stands for an address that is put into a register.
fn is_constant(relocation: &RelocationEntry) -> bool {
    relocation.ty == RelocationType::MemoryAddrSleb
}
