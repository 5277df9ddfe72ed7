using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>
/// What each account pays now (strategy.md, Fees Manager). A discount for paying in the venue's own asset is counted on only while
/// that asset has a proven rate and as much of it is free as the next hundred trades will take, at least $10; what is kept for that
/// is no wallet to trade from.
/// </summary>
public sealed class FeesManager : IWallet
{
    private const int TradesKept = 100;

    private static readonly Exact LeastKept = new(10, 0);

    private readonly MoneyLedger _ledger;
    private readonly IRates _rates;
    private readonly List<FeeAccount> _accounts;

    /// <param name="discounts">By venue.</param>
    /// <param name="notional">Of a trade, in dollars.</param>
    /// <param name="instruments">Their fees, as they are without any discount.</param>
    /// <param name="ledger">What is held.</param>
    /// <param name="rates">What it is worth.</param>
    public FeesManager(IReadOnlyDictionary<Venue, FeeDiscount> discounts, Exact notional, IReadOnlyList<TradedInstrument> instruments, MoneyLedger ledger, IRates rates)
    {
        _ledger = ledger;
        _rates = rates;
        _accounts = discounts.OrderBy(discount => discount.Key).Select(discount => new FeeAccount(discount.Key, discount.Value, notional, instruments)).ToList();
    }

    public IReadOnlyList<FeeAccount> Accounts => _accounts;

    /// <summary>Brings the fees up to date; true where any changed, and paths have to be admitted anew.</summary>
    public bool Refresh()
    {
        var changed = false;
        foreach (var account in _accounts)
        {
            account.Kept = KeptFor(account);
            changed |= account.Apply(counts: account.Kept is { } kept && _ledger.Free(account.Venue, account.Discount.Asset) >= kept);
        }

        return changed;
    }

    /// <summary>Free to trade with: what is kept for fees is not.</summary>
    public Amount Free(Venue venue, Asset asset)
    {
        var free = _ledger.Free(venue, asset);
        foreach (var account in _accounts)
        {
            if (account.Venue == venue && account.Discount.Asset == asset)
                return account.Kept is { } kept ? Amount.Max(free - kept, Amount.Zero) : Amount.Zero;
        }

        return free;
    }

    /// <summary>The dynamic minimum, in the asset; null where it has no price.</summary>
    private Amount? KeptFor(FeeAccount account)
    {
        if (_rates.InDollars(account.Discount.Asset) is not { IsZero: false } price)
            return null;
        var fees = account.DearestFee * new Exact(TradesKept, 0);
        return Amount.From((fees > LeastKept ? fees : LeastKept).Divide(price.Value, 8, Rounding.Ceiling));
    }
}
