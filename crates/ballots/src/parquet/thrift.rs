//! Compact Thrift, in which Parquet writes its footer and the heads of its pages: walked in place, so that nothing that
//! is declared is believed before it is met.
//!
//! The compact protocol is laid down in the Apache Thrift project, `doc/specs/thrift-compact-protocol.md`.

/// What cannot be walked further: it ends too early, or is not Thrift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// How deep what is passed over may nest.
const DEPTH: usize = 32;

/// What a field or an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    True,
    False,
    Byte,
    Whole,
    Double,
    Binary,
    List,
    Map,
    Struct,
}

impl Type {
    fn of(code: u8) -> Result<Self, Broken> {
        Ok(match code {
            1 => Type::True,
            2 => Type::False,
            3 => Type::Byte,
            4..=6 => Type::Whole,
            7 => Type::Double,
            8 => Type::Binary,
            9 | 10 => Type::List,
            11 => Type::Map,
            12 => Type::Struct,
            _ => return Err(Broken),
        })
    }
}

/// A place in Thrift.
pub(super) struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Thrift<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes were walked.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Result<u8, Broken> {
        let byte = *self.bytes.get(self.at).ok_or(Broken)?;
        self.at += 1;
        Ok(byte)
    }

    /// A number without a sign, seven bits a byte.
    pub(super) fn unsigned(&mut self) -> Result<u64, Broken> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Broken)
    }

    /// A whole number of 16, 32 or 64 bits.
    pub(super) fn whole(&mut self, is: Type) -> Result<i64, Broken> {
        if is == Type::Byte {
            return Ok(i64::from(self.byte()?.cast_signed()));
        }
        if is != Type::Whole {
            return Err(Broken);
        }
        let number = self.unsigned()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    pub(super) fn binary(&mut self, is: Type) -> Result<&'a [u8], Broken> {
        if is != Type::Binary {
            return Err(Broken);
        }
        let length = self.unsigned()?;
        self.take(length)
    }

    /// The next bytes, whatever they are.
    pub(super) fn take(&mut self, length: u64) -> Result<&'a [u8], Broken> {
        let length = usize::try_from(length).map_err(|_| Broken)?;
        let end = self.at.checked_add(length).ok_or(Broken)?;
        let bytes = self.bytes.get(self.at..end).ok_or(Broken)?;
        self.at = end;
        Ok(bytes)
    }

    /// The type of a list's elements and their number, which is at most the number of bytes left: each takes one or more.
    pub(super) fn list(&mut self, is: Type) -> Result<(Type, usize), Broken> {
        if is != Type::List {
            return Err(Broken);
        }
        let head = self.byte()?;
        let length = match head >> 4 {
            15 => usize::try_from(self.unsigned()?).map_err(|_| Broken)?,
            short => usize::from(short),
        };
        if length == 0 {
            return Ok((Type::Byte, 0));
        }
        if length > self.bytes.len() - self.at {
            return Err(Broken);
        }
        Ok((Type::of(head & 15)?, length))
    }

    /// Each field of the structure that begins here, by its number. What `each` does not take, by `false`, is passed over.
    pub(super) fn fields<E: From<Broken>>(
        &mut self,
        is: Type,
        mut each: impl FnMut(&mut Self, i64, Type) -> Result<bool, E>,
    ) -> Result<(), E> {
        if is != Type::Struct {
            return Err(Broken.into());
        }
        let mut id = 0;
        while let Some(is) = self.field(&mut id)? {
            let before = self.at;
            if !each(self, id, is)? {
                self.at = before;
                self.pass(is, DEPTH)?;
            }
        }
        Ok(())
    }

    fn field(&mut self, id: &mut i64) -> Result<Option<Type>, Broken> {
        let head = self.byte()?;
        if head & 15 == 0 {
            return Ok(None);
        }
        let is = Type::of(head & 15)?;
        *id = match head >> 4 {
            0 => self.whole(Type::Whole)?,
            step => id.checked_add(i64::from(step)).ok_or(Broken)?,
        };
        Ok(Some(is))
    }

    fn pass(&mut self, is: Type, depth: usize) -> Result<(), Broken> {
        let depth = depth.checked_sub(1).ok_or(Broken)?;
        match is {
            Type::True | Type::False => {}
            Type::Byte => _ = self.byte()?,
            Type::Whole => _ = self.unsigned()?,
            Type::Double => {
                self.at += 8;
                if self.at > self.bytes.len() {
                    return Err(Broken);
                }
            }
            Type::Binary => _ = self.binary(is)?,
            Type::List => {
                let (element, length) = self.list(is)?;
                for _ in 0..length {
                    self.pass_element(element, depth)?;
                }
            }
            Type::Map => {
                let length = self.unsigned()?;
                if length > 0 {
                    let types = self.byte()?;
                    let (key, value) = (Type::of(types >> 4)?, Type::of(types & 15)?);
                    for _ in 0..length {
                        self.pass_element(key, depth)?;
                        self.pass_element(value, depth)?;
                    }
                }
            }
            Type::Struct => {
                let mut id = 0;
                while let Some(is) = self.field(&mut id)? {
                    self.pass(is, depth)?;
                }
            }
        }
        Ok(())
    }

    /// In a list, a truth value takes a byte.
    fn pass_element(&mut self, is: Type, depth: usize) -> Result<(), Broken> {
        if matches!(is, Type::True | Type::False) {
            self.byte()?;
            return Ok(());
        }
        self.pass(is, depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_not_believed() {
        // A list of 2^32 - 1 structures in seven bytes.
        let mut huge = Thrift::new(b"\xfc\xff\xff\xff\xff\x0f\x00");
        assert_eq!(huge.list(Type::List), Err(Broken));
        // A text of 2^63 bytes.
        let mut long = Thrift::new(b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f");
        assert_eq!(long.binary(Type::Binary), Err(Broken));
        // Structures in structures without an end.
        let deep = [0x1c; 100_000];
        let walked = Thrift::new(&deep).fields::<Broken>(Type::Struct, |_, _, _| Ok(false));
        assert_eq!(walked, Err(Broken));
    }
}
