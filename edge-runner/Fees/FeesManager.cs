using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>
/// What each account pays now (strategy.md, Fees Manager). A discount for paying in the venue's own asset is counted on only while
/// that asset has a proven rate and as much of it is free as the next hundred trades will take, at least $10; what is kept for that
/// is no wallet to trade from. A zero-fee allowance is counted on while every leg that one cycle can have there still fits into it;
/// after that the ordinary fee decides, until the next month.
/// </summary>
public sealed class FeesManager : IWallet
{
    private const int TradesKept = 100;

    private static readonly Exact LeastKept = new(10, 0);

    private readonly IFeeSource _source;
    private readonly MoneyLedger _ledger;
    private readonly IRates _rates;
    private readonly List<FeeAccount> _accounts;
    private readonly Amount _mostAtOnce;

    /// <param name="source">What the accounts pay.</param>
    /// <param name="notional">Of a trade, in dollars.</param>
    /// <param name="longestCycle">Legs that a cycle has at most.</param>
    /// <param name="instruments">Their fees, as they are without any discount.</param>
    /// <param name="ledger">What is held.</param>
    /// <param name="rates">What it is worth.</param>
    public FeesManager(IFeeSource source, Exact notional, int longestCycle, IReadOnlyList<TradedInstrument> instruments, MoneyLedger ledger, IRates rates)
    {
        _source = source;
        _ledger = ledger;
        _rates = rates;
        _mostAtOnce = Amount.From((notional * new Exact(longestCycle, 0)).Round(Amount.Decimals, Rounding.Ceiling));
        _accounts = instruments.Select(traded => traded.Instrument.Venue).Distinct().Order().Select(venue => new FeeAccount(venue, source.DiscountOf(venue), notional, instruments)).ToList();
    }

    public IReadOnlyList<FeeAccount> Accounts => _accounts;

    /// <summary>Brings the fees up to date; true where any changed, and paths have to be admitted anew.</summary>
    /// <param name="now">Unix nanoseconds.</param>
    public bool Refresh(long now)
    {
        var changed = false;
        foreach (var account in _accounts)
        {
            account.Learn(_source);
            account.Kept = KeptFor(account);
            var counts = account.Kept is { } kept && _ledger.Free(account.Venue, account.Discount!.Asset) >= kept;
            var allowance = _source.AllowanceOf(account.Venue, now);
            changed |= account.Apply(counts, allowance, isFree: allowance is { Left: { } left } && left >= _mostAtOnce);
        }

        return changed;
    }

    /// <summary>Free to trade with: what is kept for fees is not.</summary>
    public Amount Free(Venue venue, Asset asset)
    {
        var free = _ledger.Free(venue, asset);
        foreach (var account in _accounts)
        {
            if (account.Venue == venue && account.Discount?.Asset == asset)
                return account.Kept is { } kept ? Amount.Max(free - kept, Amount.Zero) : Amount.Zero;
        }

        return free;
    }

    /// <summary>The dynamic minimum, in the discount's asset; null where it has no price, or there is no discount.</summary>
    private Amount? KeptFor(FeeAccount account)
    {
        if (account.Discount is null || _rates.InDollars(account.Discount.Asset) is not { IsZero: false } price)
            return null;
        var fees = account.DearestFee * new Exact(TradesKept, 0);
        return Amount.From((fees > LeastKept ? fees : LeastKept).Divide(price.Value, 8, Rounding.Ceiling));
    }
}
