using Arbit.EdgeRunner.Books;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>One instrument's book and spread.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Symbol">By canonical names.</param>
/// <param name="Samples">Changes of the best prices and sizes while the book was proven.</param>
/// <param name="Bid">The last best bid, exact; null where none.</param>
/// <param name="Ask">The last best ask, exact; null where none.</param>
/// <param name="SpreadBps">Of the middle price, over the samples; null without any.</param>
/// <param name="UpdatesPerSecond">Book messages applied a second.</param>
/// <param name="State">The book's, at the end.</param>
/// <param name="Reason">Why it is not proven; null where it is.</param>
/// <param name="Gaps">How often it broke.</param>
/// <param name="StaleMs">Milliseconds since anything came of it; null where nothing ever did.</param>
public sealed record InstrumentFitness(
    string Venue,
    string Symbol,
    long Samples,
    string? Bid,
    string? Ask,
    SpreadFitness? SpreadBps,
    double UpdatesPerSecond,
    BookState State,
    BookReason? Reason,
    long Gaps,
    long? StaleMs);
