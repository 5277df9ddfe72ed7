namespace Arbit.EdgeRunner.Page;

/// <summary>The body of <c>POST /api/trading</c>.</summary>
internal sealed record TradingRequest
{
    /// <summary>Null where the body has none, or one of no meaning here.</summary>
    public TradingAction? Action { get; init; }

    public string? Reason { get; init; }
}
