namespace Arbit.EdgeRunner.Venues.Wire;

/// <summary>Why a frame could not be used. A closed list: every malformed frame is counted under one of these.</summary>
public enum FrameFault : byte
{
    None,

    /// <summary>No JSON: a missing comma, quote or bracket, something after the end, a bad escape or literal.</summary>
    NotJson,

    /// <summary>The frame ends in the middle of a value.</summary>
    Truncated,

    /// <summary>Nested deeper than any venue nests.</summary>
    TooDeep,

    /// <summary>A string holds bytes that are no UTF-8, or control characters.</summary>
    BadText,

    /// <summary>JSON, but not of the type that stands there by the venue's document.</summary>
    WrongType,

    /// <summary>A number that is none, is negative where that has no meaning, or has no place in 64 bits.</summary>
    BadNumber,

    /// <summary>Fields that deny each other: a range that ends before it begins, a change numbered outside its message.</summary>
    Contradiction,

    /// <summary>A field without which the message means nothing is missing.</summary>
    MissingField,
}
