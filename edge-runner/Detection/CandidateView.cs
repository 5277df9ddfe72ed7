using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>A candidate as it is printed, shown and kept: plain decimals, whatever scale it was judged at.</summary>
public sealed record CandidateView(
    string Kind,
    IReadOnlyList<CandidateLegView> Legs,
    string StartAsset,
    string Cost,
    string Proceeds,
    string Net,
    string NetBps,
    bool Taken,
    RefusalReason? Reason)
{
    /// <summary>Decimals of figures that are divided: they are shown, never spent.</summary>
    private const int ShownDecimals = 18;

    private const int BpsDecimals = 8;

    /// <summary>Of a verdict, while the judge still holds its figures; all zero where it was not sized.</summary>
    public static CandidateView Of(CyclePath path, in Verdict verdict, PathJudge judge)
    {
        var legs = path.From(verdict.Start);
        var rows = new List<CandidateLegView>();
        for (var i = 0; i < legs.Length; i++)
            rows.Add(CandidateLegView.Of(legs[i], verdict.IsSized ? judge.Legs[i] : default, ShownDecimals));
        var (cost, proceeds) = verdict.IsSized ? (AmountOf(judge.Cost), AmountOf(judge.Proceeds)) : (Exact.Zero, Exact.Zero);
        var net = verdict.IsSized ? AmountOf(judge.Net) : Exact.Zero;
        return new CandidateView(
            path.Kind == PathKind.Cross ? "cross" : "triangular",
            rows,
            legs[0].Spends.Code,
            cost.ToString(),
            proceeds.ToString(),
            net.ToString(),
            cost.Sign == 0 ? "0" : (net.Divide(cost, BpsDecimals + 4, Rounding.Floor) * new Exact(10_000, 0)).ToString(),
            verdict.IsTaken,
            verdict.Reason == RefusalReason.None ? null : verdict.Reason);
    }

    internal static Exact AmountOf(Int128 units) => new(units, PathLeg.AmountDecimals);
}

/// <summary>One leg of it.</summary>
public sealed record CandidateLegView(
    string Venue,
    string Symbol,
    string Side,
    string Quantity,
    string Limit,
    string Average,
    string Fee,
    string FeeAsset)
{
    public static CandidateLegView Of(PathLeg leg, in SizedLeg sized, int shownDecimals)
    {
        var quantity = new Exact(sized.Quantity, leg.Ladder.QuantityDecimals);
        return new CandidateLegView(
            leg.Instrument.Venue.Name,
            leg.Instrument.Symbol.ToString(),
            leg.Side == Markets.Side.Buy ? "buy" : "sell",
            quantity.ToString(),
            new Exact(sized.Limit, leg.Ladder.PriceDecimals).ToString(),
            sized.Quantity == 0 ? "0" : new Exact(sized.Notional, leg.Ladder.NotionalDecimals).Divide(quantity, shownDecimals, Rounding.HalfEven).ToString(),
            sized.Quantity == 0 ? "0" : CandidateView.AmountOf(leg.Fee(sized.Quantity, sized.Notional)).ToString(),
            leg.FeeAsset.Code);
    }
}
