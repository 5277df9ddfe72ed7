using Arbit.Money;

namespace Arbit.EdgeRunner.Measures;

/// <summary>
/// Why a net is not what was expected: every part is what was lost by it (negative where it was a gain), and
/// <see cref="Realised"/> = <see cref="Expected"/> − <see cref="Slippage"/> − <see cref="FeeDifference"/> − <see cref="Recovery"/>
/// − <see cref="Unfilled"/> − <see cref="Held"/> − <see cref="Basis"/> − <see cref="Rounding"/>, to the last digit.
/// All in one asset: the cycle's start asset, or dollars.
/// </summary>
/// <param name="Expected">Net after fees, as it was judged when the cycle was opened.</param>
/// <param name="Realised">Net after fees, as it came; what stays as residual is not in it.</param>
/// <param name="Slippage">Planned legs: paid more, or got less, than the average that was priced.</param>
/// <param name="FeeDifference">Planned legs: charged more than the schedule asks at that average (rounding up is in it).</param>
/// <param name="Recovery">What orders that closed something cost against the prices that were planned, their fees included.</param>
/// <param name="Unfilled">The profit of what was planned and not filled.</param>
/// <param name="Held">What stayed as residual more than was planned to, at the prices that were planned.</param>
/// <param name="Basis">The rate between the dollars moved between opening and closing.</param>
/// <param name="Rounding">Digits that the plan's averages and the dollars are not kept to.</param>
/// <param name="Fees">Paid in all, recovery included. Already in the others; not a part of the sum.</param>
public sealed record NetBreakdown(
    Amount Expected,
    Amount Realised,
    Amount Slippage,
    Amount FeeDifference,
    Amount Recovery,
    Amount Unfilled,
    Amount Held,
    Amount Basis,
    Amount Rounding,
    Amount Fees)
{
    public static NetBreakdown None { get; } = Closing(Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero, Amount.Zero);

    /// <summary>True where the parts come to the difference, to the last digit.</summary>
    public bool AddsUp => Expected - Slippage - FeeDifference - Recovery - Unfilled - Held - Basis - Rounding == Realised;

    public static NetBreakdown operator +(NetBreakdown a, NetBreakdown b) => new(
        a.Expected + b.Expected,
        a.Realised + b.Realised,
        a.Slippage + b.Slippage,
        a.FeeDifference + b.FeeDifference,
        a.Recovery + b.Recovery,
        a.Unfilled + b.Unfilled,
        a.Held + b.Held,
        a.Basis + b.Basis,
        a.Rounding + b.Rounding,
        a.Fees + b.Fees);

    public static NetBreakdown operator -(NetBreakdown a, NetBreakdown b) => a + -b;

    public static NetBreakdown operator -(NetBreakdown a) => new(
        -a.Expected, -a.Realised, -a.Slippage, -a.FeeDifference, -a.Recovery, -a.Unfilled, -a.Held, -a.Basis, -a.Rounding, -a.Fees);

    /// <summary>With the rounding that makes it add up.</summary>
    public static NetBreakdown Closing(
        Amount expected, Amount realised, Amount slippage, Amount feeDifference, Amount recovery, Amount unfilled, Amount held, Amount basis, Amount fees)
        => new(
            expected,
            realised,
            slippage,
            feeDifference,
            recovery,
            unfilled,
            held,
            basis,
            expected - realised - slippage - feeDifference - recovery - unfilled - held - basis,
            fees);
}
