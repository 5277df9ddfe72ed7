namespace Arbit.EdgeRunner.Scanner;

/// <summary>Why a verdict is what it is. A closed set; several can hold at once.</summary>
[Flags]
public enum ScannerReason : ushort
{
    /// <summary>Nothing speaks against trading as usual.</summary>
    None = 0,

    /// <summary>Too few whole days are known to say what is usual.</summary>
    NoCandle = 1,

    /// <summary>No book is proven.</summary>
    NoPrice = 2,

    /// <summary>The range is over the limit to stop at.</summary>
    StopRange = 4,

    /// <summary>The range is over the limit to be careful at.</summary>
    CarefulRange = 8,

    Distribution = 16,

    Markdown = 32,

    /// <summary>Whales are on one side, and are much of what is traded.</summary>
    Whales = 64,

    /// <summary>The books lean to one side.</summary>
    OneSidedBooks = 128,

    /// <summary>Calm, bought, and nothing against it.</summary>
    CalmAndBought = 256,
}
