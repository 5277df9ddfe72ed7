namespace Arbit.EdgeRunner.Replay;

/// <summary>What a captured stream came to.</summary>
/// <param name="Venue">Whose.</param>
/// <param name="Frames">Lines of the capture.</param>
/// <param name="Ignored">Well-formed frames that change no book and tell no quote or trade of an instrument.</param>
/// <param name="Malformed">Frames that could not be used.</param>
/// <param name="Seconds">What the second, warm pass took; reading the file is not in it.</param>
/// <param name="FramesPerSecond">Of that pass.</param>
/// <param name="BytesAllocatedPerFrame">Of that pass.</param>
/// <param name="Instruments">One row an instrument.</param>
public sealed record ReplayReport(
    string Venue,
    int Frames,
    long Ignored,
    long Malformed,
    double Seconds,
    double FramesPerSecond,
    double BytesAllocatedPerFrame,
    IReadOnlyList<ReplayedInstrument> Instruments);

/// <summary>What became of one instrument.</summary>
/// <param name="VenueSymbol">Its name on the wire.</param>
/// <param name="Symbol">By canonical names, where they are known.</param>
/// <param name="BookUpdates">Snapshots and diffs applied.</param>
/// <param name="Duplicates">Diffs that the book already had.</param>
/// <param name="Trades">Trades told.</param>
/// <param name="Quotes">Best quotes told.</param>
/// <param name="Gaps">How often the book broke.</param>
/// <param name="Checksums">The venue's checksums against the book.</param>
/// <param name="QuoteChecks">The venue's best quotes against the book.</param>
/// <param name="State">proven, unproven or broken.</param>
/// <param name="Reason">Why it is not proven.</param>
/// <param name="BidLevels">Levels held.</param>
/// <param name="AskLevels">Levels held.</param>
/// <param name="BidsProvenTo">The last proven bid; null where the whole side is proven, or nothing.</param>
/// <param name="AsksProvenTo">The last proven ask; null where the whole side is proven, or nothing.</param>
/// <param name="Bids">The ten best, price and quantity.</param>
/// <param name="Asks">The ten best, price and quantity.</param>
public sealed record ReplayedInstrument(
    string VenueSymbol,
    string? Symbol,
    long BookUpdates,
    long Duplicates,
    long Trades,
    long Quotes,
    long Gaps,
    ChecksumCount Checksums,
    QuoteCheckCount QuoteChecks,
    string State,
    string? Reason,
    int BidLevels,
    int AskLevels,
    string? BidsProvenTo,
    string? AsksProvenTo,
    IReadOnlyList<string[]> Bids,
    IReadOnlyList<string[]> Asks);

/// <summary>Checksums that came with book messages.</summary>
public readonly record struct ChecksumCount(long Checked, long Failed);

/// <summary>Best quotes that could be held against a proven book.</summary>
public readonly record struct QuoteCheckCount(long Checked, long Different);
