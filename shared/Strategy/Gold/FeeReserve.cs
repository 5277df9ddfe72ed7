using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>The dynamic BNB minimum (strategy.md, Money Manager): the fees of the next 100 trades, at least $10 (ours).</summary>
/// <param name="Dollars">What it is worth.</param>
/// <param name="Amount">In BNB, rounded up.</param>
/// <param name="Missing">What has to be bought to get there, in BNB; zero where there is enough.</param>
public sealed record FeeReserve(Exact Dollars, Amount Amount, Amount Missing)
{
    public const int Trades = 100;

    // BNB is counted to eight decimals everywhere.
    private const int Decimals = 8;

    public static Exact Least { get; } = new(10, 0);

    /// <param name="fees">Dollars that trades cost so far, the ones that the next are taken to be like; none where there were none.</param>
    /// <param name="trades">How many trades that was.</param>
    /// <param name="price">Dollars for one BNB, more than zero (no rate, no trade: lesson L29).</param>
    /// <param name="held">BNB that is there.</param>
    public static FeeReserve Of(Exact fees, int trades, Price price, Amount held)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trades);
        if (price.IsZero)
            throw new ArgumentOutOfRangeException(nameof(price), "A rate is more than zero.");
        var next = trades == 0 ? Exact.Zero : (fees * new Exact(Trades, 0)).Divide(new Exact(trades, 0), 2, Rounding.Ceiling);
        var dollars = next > Least ? next : Least;
        var amount = Money.Amount.From(dollars.Divide(price.Value, Decimals, Rounding.Ceiling));
        return new FeeReserve(dollars, amount, Money.Amount.Max(Money.Amount.Zero, amount - held));
    }
}
