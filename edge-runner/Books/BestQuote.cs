namespace Arbit.EdgeRunner.Books;

/// <summary>The best bid and ask that a venue's quote stream told, at the book's scale, under the book's own numbering.</summary>
public readonly record struct BestQuote(long Sequence, long BidPrice, long BidQuantity, long AskPrice, long AskQuantity);
